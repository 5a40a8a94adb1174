using System.Text.Json;

namespace Agents.Client.Executions;

/// <summary>The body of <c>POST /executions/{id}/signals</c>.</summary>
/// <param name="Name">The signal's name: a step that waits for it takes it, now or when it is reached.</param>
public sealed record SendSignal(string Name)
{
    /// <summary>The output of the step that takes it; null means an empty object.</summary>
    public JsonElement? Payload { get; init; }

    /// <summary>Any text: the same id sent again counts once. Null means that every sending counts.</summary>
    public string? Id { get; init; }

    /// <summary>Who sends it; null means whoever is signed in, else nobody by name.</summary>
    public string? Actor { get; init; }
}

/// <summary>The body of <c>POST /executions/{id}/pause</c>, <c>/resume</c> and <c>/cancel</c>; it may be left out.</summary>
public sealed record ControlExecution
{
    /// <summary>Why, for the record; null means nothing is said.</summary>
    public string? Reason { get; init; }

    /// <summary>Who asks; null means whoever is signed in, else nobody by name.</summary>
    public string? Actor { get; init; }
}
