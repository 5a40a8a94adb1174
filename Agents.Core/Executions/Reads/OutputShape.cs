using Agents.Core.Evaluation;
using Agents.Core.Json;
using Agents.Starlark;

namespace Agents.Core.Executions.Reads;

/// <summary>What is read of a value, and what each part is taken for.</summary>
internal sealed class OutputShape
{
    /// <summary>How far a path is followed: a schema nests twice as deep as its value, and JSON here no deeper than <see cref="JsonValue.MaxDepth"/>.</summary>
    public const int MaxDepth = 24;

    private const int MaxItems = 10;

    private readonly Dictionary<string, OutputShape> _members = [];
    private readonly List<StarlarkUse> _uses = [];
    private OutputShape? _items;
    private int _leastItems;

    /// <summary>Adds a use of what stands at a path.</summary>
    public void Add(IEnumerable<object> path, StarlarkUse use)
    {
        var at = this;
        foreach (var segment in path.Take(MaxDepth))
        {
            at = segment is string key ? at.Member(key) : at.Item((long)segment);
        }

        at._uses.Add(use);
    }

    /// <summary>The schema; null where a text will do.</summary>
    public JsonObject? ToSchema() => IsText ? null : Schema();

    private bool IsText => _members.Count == 0 && _items is null && Required == StarlarkUseKind.Unknown
        && (Guessed is StarlarkUseKind.Unknown or StarlarkUseKind.Truth or StarlarkUseKind.Sized || (Guessed == StarlarkUseKind.String && !Candidates.Any()));

    /// <summary>What it has to be for no use to fail.</summary>
    private StarlarkUseKind Required => _uses.Where(static use => use.Required).Select(static use => use.Kind).DefaultIfEmpty().Max();

    /// <summary>What it probably is: a kind that some use names, else one that fits what is asked of it.</summary>
    private StarlarkUseKind Guessed => _uses.Select(static use => use.Kind).FirstOrDefault(static kind => kind >= StarlarkUseKind.Boolean) is var named && named != default
        ? named
        : _uses.Select(static use => use.Kind).DefaultIfEmpty().Max();

    /// <summary>The texts that it is held against.</summary>
    private IEnumerable<JsonValue> Candidates => _uses.SelectMany(static use => use.Literals).OfType<StarlarkString>()
        .Where(static text => text.Value.Length > 0).Select(static text => StarlarkJson.ToJson(text)).Distinct();

    private OutputShape Member(string key)
    {
        if (!_members.TryGetValue(key, out var member))
        {
            _members.Add(key, member = new OutputShape());
        }

        return member;
    }

    private OutputShape Item(long index)
    {
        _leastItems = Math.Max(_leastItems, (int)Math.Clamp(index < 0 ? -index : index + 1, 1, MaxItems));
        return _items ??= new OutputShape();
    }

    private JsonObject Schema() => Required switch
    {
        _ when _members.Count > 0 => Object(),
        StarlarkUseKind.String => Text(),
        _ when _items is not null => List(),
        StarlarkUseKind.Unknown => Of(Guessed),
        var required => Of(required),
    };

    private JsonObject Of(StarlarkUseKind kind) => kind switch
    {
        StarlarkUseKind.Mapping => JsonObject.Of(("type", "object")),
        StarlarkUseKind.List or StarlarkUseKind.Sized => List(),
        StarlarkUseKind.Integer => JsonObject.Of(("type", "integer")),
        StarlarkUseKind.Number or StarlarkUseKind.Ordered => JsonObject.Of(("type", "number")),
        StarlarkUseKind.Boolean or StarlarkUseKind.Truth => JsonObject.Of(("type", "boolean")),
        _ => Text(),
    };

    private JsonObject Object() => JsonObject.Of(
        ("type", "object"),
        ("properties", JsonObject.From(_members.Select(static member => KeyValuePair.Create<string, JsonValue>(member.Key, member.Value.Schema())))),
        ("required", JsonArray.From(_members.Keys.Select(static key => (JsonValue)key))));

    private JsonObject List() => JsonObject.Of(
        ("type", "array"),
        ("items", _items?.Schema() ?? JsonObject.Of(("type", "string"))),
        ("minItems", _leastItems));

    private JsonObject Text() => Candidates.ToList() is { Count: > 0 } candidates
        ? JsonObject.Of(("type", "string"), ("enum", JsonArray.From(candidates)))
        : JsonObject.Of(("type", "string"));
}
