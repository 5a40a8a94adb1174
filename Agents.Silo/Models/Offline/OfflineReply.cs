using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Offline;

/// <summary>What the offline client is about to say, decided before the first word.</summary>
internal readonly record struct OfflineReply(string Text, string Model, long InputTokens, TimeSpan Latency)
{
    public TimeSpan Delay { get; init; }

    public ModelFailure? Failure { get; init; }

    public IReadOnlyList<FunctionCallContent>? ToolCalls { get; init; }

    public ChatFinishReason FinishReason => ToolCalls is { Count: > 0 } ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop;

    public int? CutAfterWords { get; init; }

    public long OutputTokens => TokenEstimate.Of(Text);

    /// <summary>Nothing to wait for and nothing to break: the answer is there at once.</summary>
    public bool IsImmediate => Latency == TimeSpan.Zero && Delay == TimeSpan.Zero && Failure is null && CutAfterWords is null;

    public UsageDetails Usage => new() { InputTokenCount = InputTokens, OutputTokenCount = OutputTokens, TotalTokenCount = InputTokens + OutputTokens };
}
