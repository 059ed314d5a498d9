"""The last day of a term: calendar days, or working days with the holidays that a user gives."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Counted = Literal["calendar", "working"]
NO_DAYS: frozenset[dt.date] = frozenset()
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days off beside Saturdays and Sundays, and weekend days that are worked."""

    holidays: frozenset[dt.date] = NO_DAYS
    workdays: frozenset[dt.date] = NO_DAYS

    def works(self, day: dt.date) -> bool:
        """Tell whether the office works on a day."""
        if day in self.workdays:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def last_day(self, start: dt.date, days: int, counted: Counted) -> dt.date:
        """Return the last day of a term of `days`; the day on which it starts does not count."""
        if counted == "calendar":
            return start + dt.timedelta(days=days)
        day = start
        while days:
            day += dt.timedelta(days=1)
            days -= self.works(day)
        return day


NO_HOLIDAYS = Calendar()
