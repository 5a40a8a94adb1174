namespace Agents.Core.Schedules;

/// <summary>The days that a cron expression allows: of its day of the month and its day of the week.</summary>
internal sealed class CronDays(CronField ofMonth, CronField ofWeek)
{
    /// <summary>The days of a month as bits 1 to 31.</summary>
    public uint In(int year, int month)
    {
        var days = DateTime.DaysInMonth(year, month);
        var first = (int)new DateTime(year, month, 1).DayOfWeek;
        var (inMonth, inWeek) = (Rules(ofMonth, year, month), Rules(ofWeek, year, month));
        for (var day = 1; day <= days; day++)
        {
            inMonth |= ofMonth.Has(day) ? 1U << day : 0;
            inWeek |= ofWeek.Has((first + day - 1) % 7) ? 1U << day : 0;
        }

        return ofMonth.IsRestricted && ofWeek.IsRestricted ? inMonth | inWeek : inMonth & inWeek;
    }

    private static uint Rules(CronField field, int year, int month)
    {
        var days = 0U;
        foreach (var rule in field.Rules)
        {
            days |= 1U << rule.In(year, month);
        }

        // Day 0 is none.
        return days & ~1U;
    }
}
