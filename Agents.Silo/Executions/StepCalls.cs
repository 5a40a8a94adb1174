using Agents.Client.Executions;
using Agents.Core.Executions.Conversations;
using Agents.Core.Executions.Events;

namespace Agents.Silo.Executions;

/// <summary>Calls of models and tools in the history of a step.</summary>
internal static class StepCalls
{
    public static StepRecord With(StepRecord step, ModelReplied replied)
    {
        var call = new ModelCallRecord
        {
            Call = replied.Call,
            Within = Place(replied.Within),
            Provider = replied.Provider,
            Model = replied.Model,
            Text = replied.Text,
            AskedToolCalls = replied.ToolCalls?.Count ?? 0,
            FinishReason = replied.FinishReason,
            Tokens = new TokenCount(replied.Usage.InputTokens, replied.Usage.OutputTokens),
            CachedInputTokens = replied.Usage.CachedInputTokens,
            CacheWriteTokens = replied.Usage.CacheWriteTokens,
            ReasoningTokens = replied.Usage.ReasoningTokens,
            Skipped = [.. replied.Skipped.Select(static model => new SkippedModelRecord(model.Provider, model.Model, model.Category, model.Message))],
            Degraded = replied.Degraded,
            CostUsd = replied.Usage.CostUsd,
            CompletedAt = replied.At,
            DurationSeconds = replied.Duration.TotalSeconds,
        };
        return StepHistory.WithLastAttempt(step, attempt => attempt with { ModelCalls = [.. attempt.ModelCalls, call] }) with
        {
            Tokens = new TokenCount(step.Tokens.Input + call.Tokens.Input, step.Tokens.Output + call.Tokens.Output),
            CostUsd = step.CostUsd + call.CostUsd,
            Model = replied.Model,
        };
    }

    /// <param name="step">The step.</param>
    /// <param name="returned">The result.</param>
    /// <param name="asked">What was asked for; null where the answer that did is not recorded.</param>
    public static StepRecord With(StepRecord step, ToolReturned returned, ToolRequest? asked)
    {
        var call = new ToolCallRecord
        {
            Call = returned.Call,
            Within = Place(returned.Within),
            Tool = returned.Tool,
            Arguments = asked is null ? null : ExecutionViews.Element(asked.Arguments),
            Result = returned.Result is null ? null : ExecutionViews.Element(returned.Result),
            Error = returned.Error is null ? null : ExecutionViews.Error(returned.Error),
            IsTruncated = returned.IsTruncated,
            Tries = returned.Tries,
            CompletedAt = returned.At,
            DurationSeconds = returned.Duration.TotalSeconds,
        };
        return StepHistory.WithLastAttempt(step, attempt => attempt with { ToolCalls = [.. attempt.ToolCalls, call] });
    }

    private static string? Place(string within) => within.Length == 0 ? null : within;
}
