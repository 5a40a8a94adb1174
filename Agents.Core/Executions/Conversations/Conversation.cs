using System.Collections.Immutable;
using Agents.Core.Executions.Events;

namespace Agents.Core.Executions.Conversations;

/// <summary>
/// What an agent that uses tools and its model said to each other so far, as recorded: folded from the journal, so that an attempt that a crash or a
/// provider interrupted goes on where it was. It lives as long as its step.
/// </summary>
/// <remarks>
/// Answers and tool calls are numbered together, in the order in which they were asked for: an answer takes a number, and each call that it asks for one of
/// the next. So a number says what is called, whatever order the results come in.
/// </remarks>
public sealed record Conversation
{
    /// <summary>Nobody has said anything.</summary>
    public static readonly Conversation Empty = new();

    /// <summary>The answers in order, each with what came back for it.</summary>
    public ImmutableList<ConversationRound> Rounds { get; init; } = [];

    /// <summary>Conversations of agents that were called as tools, by the number of the call.</summary>
    public ImmutableDictionary<int, Conversation> Inner { get; init; } = ImmutableDictionary<int, Conversation>.Empty;

    /// <summary>The number of the next answer.</summary>
    public int NextCall => Rounds is [.., var last] ? last.Reply.Call + 1 + last.Reply.ToolCalls!.Count : 0;

    /// <summary>The conversation with one more answer.</summary>
    public Conversation With(ModelReplied reply) => At(reply.Within, inner => inner with { Rounds = inner.Rounds.Add(new ConversationRound(reply)) });

    /// <summary>The conversation with a tool's result. A second one for the same call changes nothing.</summary>
    public Conversation With(ToolReturned result) => At(result.Within, inner => inner.Rounds is [.., var last] && !last.Returns.ContainsKey(result.Call)
        ? inner with { Rounds = inner.Rounds.SetItem(inner.Rounds.Count - 1, last with { Returns = last.Returns.Add(result.Call, result) }) }
        : inner);

    /// <summary>What the next attempt goes on with: calls whose failure ended this one are made again.</summary>
    public Conversation Resumed() => this with
    {
        Rounds = Rounds is [.., var last] && last.Returns.Values.Any(static result => result.EndsAttempt)
            ? Rounds.SetItem(Rounds.Count - 1, last with { Returns = last.Returns.RemoveRange(last.Returns.Values.Where(static result => result.EndsAttempt).Select(static result => result.Call)) })
            : Rounds,
        Inner = Inner.IsEmpty ? Inner : Inner.ToImmutableDictionary(static entry => entry.Key, static entry => entry.Value.Resumed()),
    };

    /// <summary>The conversation of an agent that is called as a tool.</summary>
    /// <param name="within">Numbers of the calls around it, outermost first, with <c>:</c> between; empty is this conversation.</param>
    public Conversation Find(string within)
        => within.Length == 0 ? this : Split(within) is var (call, rest) && Inner.TryGetValue(call, out var inner) ? inner.Find(rest) : Empty;

    private Conversation At(string within, Func<Conversation, Conversation> change)
    {
        if (within.Length == 0)
        {
            return change(this);
        }

        var (call, rest) = Split(within);
        return this with { Inner = Inner.SetItem(call, Inner.GetValueOrDefault(call, Empty).At(rest, change)) };
    }

    private static (int Call, string Inside) Split(string within)
    {
        var end = within.IndexOf(':', StringComparison.Ordinal);
        var first = end < 0 ? within : within[..end];
        return int.TryParse(first, out var call) ? (call, end < 0 ? "" : within[(end + 1)..]) : throw new InvalidDataException($"'{within}' is no place in a conversation.");
    }
}
