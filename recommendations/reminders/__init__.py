"""Reminders: what each person should know of the dates they answer for, told once in one mail a day."""
