"""Small files of each kind, good and wicked."""

import io
import zipfile

PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0" * 17 + b"\0\0\0\0IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 20 + b"\xff\xd9"
SCRIPT = b"<script>alert(1)</script>"
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def zipped(parts, before=b"", comment=b""):
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        archive.comment = comment
    return before + stored.getvalue()


def office(main, types="<Types/>", **more):
    return zipped({"[Content_Types].xml": types, main: "<x/>", **more})


DOCX = office("word/document.xml")
XLSX = office("xl/workbook.xml")
ODT = zipped({"mimetype": ODT_TYPE, "content.xml": "<x/>"})
