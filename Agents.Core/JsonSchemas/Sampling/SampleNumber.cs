using System.Globalization;
using Agents.Core.Json;
using Agents.Core.JsonSchemas.Parts;

namespace Agents.Core.JsonSchemas.Sampling;

/// <summary>Makes up numbers.</summary>
internal static class SampleNumber
{
    // Without bounds, numbers stay small.
    private const int Spread = 10;

    public static JsonValue? Make(SchemaParts parts, string place, SampleChoices choices, bool integer)
    {
        var step = Step(parts, integer);
        var lowest = Bound(parts, "minimum", step, 0) is { } minimum && Bound(parts, "exclusiveMinimum", step, 1) is { } above
            ? Math.Max(minimum, above)
            : Bound(parts, "minimum", step, 0) ?? Bound(parts, "exclusiveMinimum", step, 1);
        var highest = UpperBound(parts, step);
        var from = lowest ?? (highest is { } top ? Math.Min(1, top - (Spread * step)) : Unbounded(choices, step));
        from = Ceiling(from, step);
        if (highest is { } end && from > end)
        {
            return null;
        }

        var room = highest is { } last ? Math.Min(Spread, Math.Floor((last - from) / step)) : Spread;
        var value = from + (choices.Index(place, (int)room + 1) * step);
        return JsonNumber.FromText(Text(value));
    }

    // Later attempts look below zero, where a 'not' may have left room.
    private static decimal Unbounded(SampleChoices choices, decimal step) => choices.Attempt >= 4 && choices.Attempt % 2 == 1 ? -2 * Spread * step : 1;

    private static decimal Step(SchemaParts parts, bool integer)
    {
        var multiples = parts.Each("multipleOf").Select(Read).OfType<decimal>().ToList();
        if (multiples.Count > 0)
        {
            var product = multiples.Aggregate((left, right) => left % right == 0 ? left : right % left == 0 ? right : left * right);
            return integer && product % 1 != 0 ? WholeMultiple(product) : product;
        }

        if (integer)
        {
            return 1;
        }

        // A number between two bounds that lie close needs finer steps.
        var lowest = parts.Each("minimum").Concat(parts.Each("exclusiveMinimum")).Select(Read).OfType<decimal>().DefaultIfEmpty(0).Max();
        var highest = parts.Each("maximum").Concat(parts.Each("exclusiveMaximum")).Select(Read).OfType<decimal>().DefaultIfEmpty(lowest + 100).Min();
        return highest > lowest && highest - lowest < 20 ? (highest - lowest) / 4 : 0.5m;
    }

    private static decimal WholeMultiple(decimal step)
    {
        var whole = step;
        for (var i = 0; i < 12 && whole % 1 != 0; i++)
        {
            whole *= 10;
        }

        return whole;
    }

    private static decimal? Bound(SchemaParts parts, string keyword, decimal step, int beyond)
    {
        var bounds = parts.Each(keyword).Select(Read).OfType<decimal>().ToList();
        return bounds.Count == 0 ? null : beyond == 0 ? bounds.Max() : Math.Floor(bounds.Max() / step) * step + step;
    }

    private static decimal? UpperBound(SchemaParts parts, decimal step)
    {
        var bounds = parts.Each("maximum").Select(Read).OfType<decimal>()
            .Concat(parts.Each("exclusiveMaximum").Select(Read).OfType<decimal>().Select(bound => (Math.Ceiling(bound / step) * step) - step)).ToList();
        return bounds.Count == 0 ? null : bounds.Min();
    }

    private static decimal Ceiling(decimal value, decimal step) => Math.Ceiling(value / step) * step;

    private static string Text(decimal value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        return text.Contains('.') ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    // Bounds beyond what a decimal holds are left to validation.
    private static decimal? Read(JsonValue value)
        => value is JsonNumber number && decimal.TryParse(number.ToText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var read)
            && Math.Abs(read) < 1e20m && (read == 0 || Math.Abs(read) > 1e-9m)
            ? read
            : null;
}
