using System.Collections.Immutable;
using Agents.Core.Json;

namespace Agents.Core.Executions.Waits;

/// <summary>The signals of an execution: those that nobody has consumed yet, and the ids of all that ever came.</summary>
public sealed record SignalInbox
{
    /// <summary>No signal has come.</summary>
    public static readonly SignalInbox Empty = new();

    /// <summary>How many signals may wait to be consumed.</summary>
    public const int Capacity = 1_000;

    /// <summary>Signals that wait to be consumed, oldest first.</summary>
    public ImmutableList<ReceivedSignal> Pending { get; init; } = [];

    /// <summary>Ids of all signals that came: one that comes twice counts once, also after it was consumed.</summary>
    public ImmutableHashSet<string> Seen { get; init; } = [];

    /// <summary>The oldest signal of a name; null where there is none.</summary>
    public ReceivedSignal? Find(string name) => Pending.Find(signal => signal.Name == name);

    internal SignalInbox With(ReceivedSignal signal) => new() { Pending = Pending.Add(signal), Seen = Seen.Add(signal.Id) };

    internal SignalInbox Without(string id) => this with { Pending = Pending.RemoveAll(signal => signal.Id == id) };
}

/// <summary>A signal that came.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Payload">What it carries.</param>
public sealed record ReceivedSignal(string Id, string Name, JsonValue Payload);
