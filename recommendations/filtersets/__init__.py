"""One FilterSet for each list, shared by its page and its API; and the tasks by which work waits for a person."""

from recommendations.filtersets.fields import PlainSelect
from recommendations.filtersets.recommendations import ProgressFilter, RecommendationFilter
from recommendations.filtersets.tasks import TASK_BY_CODE, TASKS, Task

__all__ = ["TASKS", "TASK_BY_CODE", "PlainSelect", "ProgressFilter", "RecommendationFilter", "Task"]
