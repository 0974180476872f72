"""How forms look."""

from django.forms.renderers import TemplatesSetting


class FieldRenderer(TemplatesSetting):
    """Every field is drawn by one template of ours, with its label, help and errors."""

    field_template_name = "components/field.html"
