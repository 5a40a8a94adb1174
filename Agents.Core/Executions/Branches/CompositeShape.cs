using Agents.Core.Json;

namespace Agents.Core.Executions;

/// <summary>What a step that consists of branches is recorded with: all that folding needs, so that it needs no definition.</summary>
/// <param name="Kind">What kind of step.</param>
/// <param name="Total">How many branches or items it has; for <c>try</c> how many blocks.</param>
public sealed record CompositeShape(CompositeKind Kind, int Total)
{
    private static readonly string[] Kinds = [.. Enum.GetNames<CompositeKind>().Select(static name => name.ToLowerInvariant())];

    /// <summary>Shape of the result, as the definition's <c>outputAggregation</c>; null where the kind has only one.</summary>
    public string? Aggregation { get; init; }

    /// <summary>The name under which a <c>foreach</c> block reads its item; null elsewhere.</summary>
    public string? ItemName { get; init; }

    /// <summary>Fields whose lists a fork concatenates; empty elsewhere.</summary>
    public IReadOnlyList<string> Appends { get; init; } = [];

    /// <summary>Places of the branches that a design's result is made of; empty elsewhere.</summary>
    public IReadOnlyList<int> Ends { get; init; } = [];

    /// <summary>As the journal writes it.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObjectBuilder(5);
        json.Set("kind", Kinds[(int)Kind]);
        json.Set("total", Total);
        if (Aggregation is not null)
        {
            json.Set("aggregation", Aggregation);
        }

        if (ItemName is not null)
        {
            json.Set("item", ItemName);
        }

        if (Appends.Count > 0)
        {
            json.Set("appends", JsonArray.From(Appends.Select(static field => (JsonValue)field)));
        }

        if (Ends.Count > 0)
        {
            json.Set("ends", JsonArray.From(Ends.Select(static index => (JsonValue)index)));
        }

        return json.Build();
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The kind is unknown, or it or the total is missing.</exception>
    public static CompositeShape FromJson(JsonObject json)
    {
        var kind = Array.IndexOf(Kinds, json.Text("kind"));
        return kind < 0
            ? throw new InvalidDataException($"The journal has branches of kind '{json.Text("kind")}', which this version does not know.")
            : new CompositeShape((CompositeKind)kind, json.Integer("total"))
            {
                Aggregation = json.OptionalText("aggregation"),
                ItemName = json.OptionalText("item"),
                Appends = json.Find("appends") is JsonArray fields ? [.. fields.OfType<JsonString>().Select(static field => field.Value)] : [],
                Ends = json.Find("ends") is JsonArray ends ? [.. ends.OfType<JsonNumber>().Select(static index => index.TryGetInt64(out var place) ? (int)place : 0)] : [],
            };
    }
}

/// <summary>Kinds of steps that consist of branches.</summary>
public enum CompositeKind
{
    /// <summary>Branches at once.</summary>
    Parallel,

    /// <summary>A block per item.</summary>
    Foreach,

    /// <summary>A block, one for its failure and one for in any case.</summary>
    Try,

    /// <summary>Branches of a graph that meet again.</summary>
    Fork,

    /// <summary>A node of a graph per item.</summary>
    Map,

    /// <summary>Agents that work together: one block with a context of its own.</summary>
    Pattern,

    /// <summary>Blocks that depend on each other.</summary>
    Design,
}
