using System.Text;
using Agents.Client.Executions;
using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Silo.Models;
using Agents.Silo.Workflows;

namespace Agents.Silo.Executions.Validation;

/// <summary>
/// What an execution would come to: the average of those that completed, or where there are none, each agent asked once with the text of its prompt.
/// </summary>
internal sealed class ExecutionEstimates(ExecutionStore executions, AgentExecutor agents, ModelPrices prices)
{
    // Where nobody says: what an answer is usually like, how long a provider thinks, and how fast it then writes.
    private const int UsualAnswer = 500;
    private const double SecondsToAnswer = 1;
    private const double TokensPerSecond = 50;

    public async Task<ExecutionEstimate> OfAsync(StoredWorkflow workflow, JsonObject inputs, ExecutionOverrides overrides)
    {
        var past = await executions.ReadAveragesAsync(workflow.Plan.Id);
        return past is { Count: > 0, Tokens: { } tokens, Seconds: { } seconds }
            ? new ExecutionEstimate((long)Math.Round(tokens), (decimal?)past.CostUsd, seconds, "past_executions", past.Count)
            : OfPrompts(workflow.Plan, inputs, overrides);
    }

    private ExecutionEstimate OfPrompts(Workflow plan, JsonObject inputs, ExecutionOverrides overrides)
    {
        var given = Encoding.UTF8.GetByteCount(inputs.ToJson());
        var (tokens, cost, seconds) = (0L, (decimal?)0, 0d);
        foreach (var (state, model, options) in agents.ModelsOf(plan, overrides))
        {
            var prompt = given + Length(state.Definition?.Instructions) + (state.Definition?.Prompt?.Length ?? 0) + Length(state.Task?.Text);
            var (input, output) = (CallReservation.MostInput(prompt, messages: 2), Math.Min(options.MaxTokens ?? UsualAnswer, UsualAnswer));
            tokens += input + output;
            cost += prices.CostOf(model.Provider, model.Model, input, output);
            seconds += SecondsToAnswer + (output / TokensPerSecond);
        }

        return new ExecutionEstimate(tokens, cost, seconds, "prompts", 0);
    }

    private static int Length(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);
}
