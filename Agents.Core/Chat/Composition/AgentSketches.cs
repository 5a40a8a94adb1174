using Agents.Core.Json;

namespace Agents.Core.Chat.Composition;

/// <summary>The agents of the workflow that is composed: one for each kind of work, and one for each kind of list.</summary>
internal sealed class AgentSketches
{
    private readonly Dictionary<string, JsonObject> _agents = [];
    private readonly Dictionary<string, string> _lists = [];

    public string Of(Role role)
    {
        _agents.TryAdd(role.Agent, JsonObject.Of(("instructions", role.Instructions)));
        return role.Agent;
    }

    /// <summary>An agent that answers yes or no, with its reason.</summary>
    public string Judge() => With(Role.Judge, Role.Judge.Agent, ("answer", "boolean"), ("reason", "string"));

    /// <summary>An agent that gives a list of texts.</summary>
    public string WithList(Role role, string items)
    {
        var name = $"{role.Agent}_of_{items}";
        _lists[items] = name;
        var list = JsonObject.Of(("type", "array"), ("items", JsonObject.Of(("type", "string"))));
        _agents[name] = Define(role, JsonObject.Of((items, list)), items);
        return name;
    }

    /// <summary>The last state of a block that gives this list; null where none does.</summary>
    public string? ListOf(string items, IReadOnlyList<StateSketch> block)
        => _lists.TryGetValue(items, out var agent) ? block.LastOrDefault(state => state.Agent == agent)?.Name : null;

    public JsonObject ToJson() => JsonObject.From(_agents.Select(static pair => KeyValuePair.Create(pair.Key, (JsonValue)pair.Value)));

    private string With(Role role, string name, params ReadOnlySpan<(string Name, string Type)> fields)
    {
        var properties = new JsonObjectBuilder();
        var names = new List<string>();
        foreach (var (field, type) in fields)
        {
            properties.Set(field, JsonObject.Of(("type", type)));
            names.Add(field);
        }

        _agents.TryAdd(name, Define(role, properties.Build(), [.. names]));
        return name;
    }

    private static JsonObject Define(Role role, JsonObject properties, params string[] required) => JsonObject.Of(
        ("instructions", role.Instructions),
        ("output", JsonObject.Of(("schema", JsonObject.Of(
            ("type", "object"), ("properties", properties), ("required", JsonArray.From(required.Select(static name => (JsonValue)name))))))));
}
