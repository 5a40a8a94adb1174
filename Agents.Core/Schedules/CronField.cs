using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Agents.Core.Schedules;

/// <summary>What a field of a cron expression allows.</summary>
internal sealed class CronField
{
    private readonly List<CronDayRule> _rules = [];
    private ulong _values;

    private CronField(bool isRestricted) => IsRestricted = isRestricted;

    /// <summary>False where it begins with <c>*</c> or <c>?</c>.</summary>
    public bool IsRestricted { get; }

    /// <summary>Days that depend on the month.</summary>
    public IReadOnlyList<CronDayRule> Rules => _rules;

    public static bool TryParse(CronFieldKind kind, string text, [NotNullWhen(true)] out CronField? field, [NotNullWhen(false)] out string? problem)
    {
        var read = new CronField(text[0] is not ('*' or '?'));
        problem = text.Split(',').Select(part => read.Add(kind, part)).FirstOrDefault(static problem => problem is not null);
        field = problem is null ? read : null;
        return problem is null;
    }

    public bool Has(int value) => (_values >> value & 1) == 1;

    /// <summary>The first value from one on; -1 where there is none.</summary>
    public int NextFrom(int value)
    {
        var rest = value > 63 ? 0 : _values & (ulong.MaxValue << value);
        return rest == 0 ? -1 : BitOperations.TrailingZeroCount(rest);
    }

    private string? Add(CronFieldKind kind, string part)
    {
        if (CronDayRule.Read(kind, part) is { } rule)
        {
            _rules.Add(rule);
            return null;
        }

        var slash = part.IndexOf('/', StringComparison.Ordinal);
        var step = 1;
        if (slash >= 0 && !(int.TryParse(part.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out step) && step >= 1 && step <= kind.Most))
        {
            return $"has the step '{part}' in its {kind.Name}, which is none";
        }

        if (!TryReadRange(kind, slash < 0 ? part : part[..slash], hasStep: slash >= 0, out var from, out var to))
        {
            return $"has '{part}' as its {kind.Name}, which must be {kind.Least} to {kind.Most}";
        }

        // A range that ends before it begins goes round, and its steps go on.
        var length = to >= from ? to - from : to - from + kind.Count;
        for (var at = 0; at <= length; at += step)
        {
            _values |= 1UL << (kind.Least + ((from - kind.Least + at) % kind.Count));
        }

        return null;
    }

    private static bool TryReadRange(CronFieldKind kind, string text, bool hasStep, out int from, out int to)
    {
        (from, to) = (kind.Least, kind.Least + kind.Count - 1);
        if (text == "*" || (text == "?" && (kind == CronFieldKind.DayOfMonth || kind == CronFieldKind.DayOfWeek)))
        {
            return true;
        }

        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var first = kind.ValueOf(dash < 0 ? text : text.AsSpan(0, dash));
        var last = dash >= 0 ? kind.ValueOf(text.AsSpan(dash + 1)) : hasStep ? to : first;
        (from, to) = (first ?? -1, last ?? -1);
        return first is not null && last is not null;
    }
}
