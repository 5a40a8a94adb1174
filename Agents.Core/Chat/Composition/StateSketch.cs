using Agents.Core.Json;

namespace Agents.Core.Chat.Composition;

/// <summary>A state while its targets are not known yet.</summary>
internal sealed class StateSketch(string name, string type)
{
    private readonly List<(string Key, JsonValue Value)> _members = [];

    public string Name => name;

    /// <summary>The agent of an agent state; null for other types.</summary>
    public string? Agent => _members.Find(static member => member.Key == "agent").Value is JsonString { Value: var agent } ? agent : null;

    /// <summary>The condition of a switch with one; null for other types.</summary>
    public string? Condition { get; init; }

    /// <summary>Where it leads: <c>next</c>, <c>if</c> (the condition holds), <c>defaultNext</c>, <c>onReject</c>.</summary>
    public Dictionary<string, string> Targets { get; } = [];

    public StateSketch With(string key, JsonValue? value)
    {
        if (value is not null)
        {
            _members.Add((key, value));
        }

        return this;
    }

    public JsonObject ToJson()
    {
        var state = new JsonObjectBuilder();
        state.Set("name", name);
        state.Set("type", type);
        foreach (var (key, value) in _members)
        {
            state.Set(key, value);
        }

        if (Condition is not null)
        {
            state.Set("conditions", JsonArray.Create(JsonObject.Of(("if", Condition), ("next", Targets["if"]))));
        }

        foreach (var key in (string[])["onReject", "defaultNext", "next"])
        {
            if (Targets.TryGetValue(key, out var target))
            {
                state.Set(key, target);
            }
        }

        if (type is not ("switch" or "end") && !Targets.ContainsKey("next"))
        {
            state.Set("end", true);
        }

        return state.Build();
    }
}

/// <summary>Where an exit leads from, until the state after it is known.</summary>
internal readonly record struct Exit(StateSketch State, string Key);

/// <summary>What a state reads if its task builds on what came before.</summary>
/// <param name="Key">Its name in the state's input.</param>
/// <param name="Expression">A template's expression.</param>
/// <param name="IsBefore">Whether the state just before gave it, so that nothing needs to be said.</param>
internal sealed record Material(string Key, string Expression, bool IsBefore)
{
    public static Material Of(string state) => new("material", $"steps.{state}.output", IsBefore: true);

    public Material Kept => this with { IsBefore = false };

    public string Template => $"{{{{ {Expression} }}}}";
}

/// <summary>States that are entered at one of them and left where their exits lead.</summary>
internal sealed record Fragment(string Entry, IReadOnlyList<Exit> Exits, Material? Material);
