using System.Diagnostics;
using System.Runtime.CompilerServices;
using Agents.Core.AgentFiles;
using Agents.Core.Executions;
using Agents.Core.Executions.Events;
using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Silo.Budgets;
using Agents.Silo.Executions.Telemetry;
using Agents.Silo.Memory;
using Agents.Silo.Models;
using Agents.Silo.Tools;

namespace Agents.Silo.Executions;

/// <summary>Runs agent steps: from the recorded input to an outcome. Knows nothing of journals.</summary>
internal sealed partial class AgentExecutor(
    AgentCall agents, AgentTools tools, AgentMemory memory, ModelProviders providers, ModelPrices prices, CallAllowances allowances, ILogger<AgentExecutor> logger)
{
    // A stored version never changes; the providers may while the silo runs.
    private readonly ConditionalWeakTable<ProviderSnapshot, ConditionalWeakTable<Workflow, string[]>> _refusals = [];

    private readonly ConditionalWeakTable<ProviderSnapshot, ConditionalWeakTable<Workflow, ResolvedModel[]>> _providers = [];

    /// <summary>
    /// What <c>validating</c> finds outside of the definition: models that are not configured, agents that do not exist, tools that cannot be called.
    /// Empty lets the execution run.
    /// </summary>
    public IReadOnlyList<string> Refusals(Workflow plan, ExecutionOverrides overrides)
        => overrides == ExecutionOverrides.None ? _refusals.GetOrCreateValue(providers.Current).GetValue(plan, known => Check(known, overrides)) : Check(plan, overrides);

    /// <summary>The models that a workflow's agents ask, each with its agent's settings; those that cannot be resolved are left out.</summary>
    public IEnumerable<(AgentState State, ResolvedModel Model, ModelOptions Options)> ModelsOf(Workflow plan, ExecutionOverrides overrides)
    {
        foreach (var state in plan.AllStates().OfType<AgentState>())
        {
            var options = Capped(ModelOf(plan, AgentOf(state), overrides), overrides.TestRun);
            if (providers.Resolve(options).TryGetModel(out var model, out _))
            {
                yield return (state, model, options);
            }
        }
    }

    /// <summary>The real providers that a workflow's agents ask, each once; none where everything is offline.</summary>
    public IReadOnlyList<ResolvedModel> ProvidersOf(Workflow plan, ExecutionOverrides overrides)
        => providers.IsOfflineOnly ? []
            : overrides == ExecutionOverrides.None ? _providers.GetOrCreateValue(providers.Current).GetValue(plan, known => FindProviders(known, overrides))
            : FindProviders(plan, overrides);

    /// <summary>Models of which a budget in dollars cannot be kept, because their price is unknown; empty where the budget has no such limit.</summary>
    public IReadOnlyList<string> Unpriced(Workflow plan, ExecutionOverrides overrides, Budget? budget)
        => budget?.CostUsd is null ? [] : [.. plan.AllStates().OfType<AgentState>().Select(state => Unpriced(plan, state, overrides)).OfType<string>().Distinct()];

    /// <summary>What <c>validating</c> finds about the tools that agents list; what MCP servers have may change from one execution to the next.</summary>
    public ValueTask<IReadOnlyList<string>> ToolRefusalsAsync(Workflow plan, ExecutionOverrides overrides)
        => tools.RefusalsAsync(plan, agent => providers.Resolve(ModelOf(plan, agent, overrides)));

    private bool IsOffline(Workflow plan, AgentState state, ExecutionState execution)
        => providers.Resolve(ModelOf(plan, AgentOf(state), execution.Overrides)).TryGetModel(out var model, out _) && model.Capabilities.IsOffline;

    private ResolvedModel[] FindProviders(Workflow plan, ExecutionOverrides overrides)
        => [.. ModelsOf(plan, overrides).Select(static asked => asked.Model).Where(static model => model.Source is not null).DistinctBy(static model => model.Source)];

    private string? Unpriced(Workflow plan, AgentState state, ExecutionOverrides overrides)
        => providers.Resolve(ModelOf(plan, AgentOf(state), overrides)).TryGetModel(out var first, out _)
            && first.Fallbacks.Prepend(first).FirstOrDefault(each => prices.Find(each.Provider, each.Model) is null) is { } model
            ? $"The budget limits dollars, and what the model '{model.Model}' of the provider '{model.Provider}' costs is unknown. Add its price to {ModelProviderOptions.Section}:PricesFile, or limit tokens."
            : null;

    private string[] Check(Workflow plan, ExecutionOverrides overrides)
        => [.. plan.AllStates().OfType<AgentState>().Select(state => Refusal(plan, state, overrides)).OfType<string>().Distinct()];

    /// <summary>Runs one attempt. Expected failures are outcomes; a bug is logged and becomes an internal error.</summary>
    /// <param name="plan">The workflow.</param>
    /// <param name="execution">The execution.</param>
    /// <param name="step">The step.</param>
    /// <param name="spans">Where its spans belong; default where nobody wants them.</param>
    /// <param name="ledger">What the execution's own budget leaves; null where it has none.</param>
    /// <param name="tokens">Gives what is told of each piece of text; null while nobody watches.</param>
    /// <param name="record">Makes a call of the attempt durable (<see cref="ToolUse.Record"/>).</param>
    /// <param name="cancellationToken">Ends the attempt without an outcome.</param>
    public Task<StepOutcome> RunAsync(
        Workflow plan, ExecutionState execution, StepState step, ActivityContext spans, BudgetLedger? ledger, Func<StepState, Action<string>?> tokens, Func<StepState, ExecutionEvent, Task<bool>> record, CancellationToken cancellationToken)
        => spans == default
            ? RunAgentAsync(plan, execution, step, ledger, tokens, record, cancellationToken)
            : RunWatchedAsync(plan, execution, step, spans, ledger, tokens, record, cancellationToken);

    private async Task<StepOutcome> RunWatchedAsync(
        Workflow plan, ExecutionState execution, StepState step, ActivityContext spans, BudgetLedger? ledger, Func<StepState, Action<string>?> tokens, Func<StepState, ExecutionEvent, Task<bool>> record, CancellationToken cancellationToken)
    {
        using var span = ExecutionSource.StartStep(spans, step, "agent.run");
        var outcome = await RunAgentAsync(plan, execution, step, ledger, tokens, record, cancellationToken);
        ExecutionSource.Ended(span, outcome);
        return outcome;
    }

    private async Task<StepOutcome> RunAgentAsync(
        Workflow plan, ExecutionState execution, StepState step, BudgetLedger? ledger, Func<StepState, Action<string>?> tokens, Func<StepState, ExecutionEvent, Task<bool>> record, CancellationToken cancellationToken)
    {
        try
        {
            var state = (AgentState)Execution.FindState(plan, step.Branch, step.State)!;
            using var span = ExecutionSource.StartAgent(state.Agent);
            var (use, missing) = await tools.ForAsync(plan, AgentOf(state), execution, step, record, agent => providers.Resolve(ModelOf(plan, agent, execution.Overrides)), cancellationToken);
            if (missing is not null && !IsOffline(plan, state, execution))
            {
                // It was there when the execution began: a server that is down may come back.
                return new StepBroken(new ExecutionError(ErrorCategory.Provider, missing) { Code = "tool_missing" }, []);
            }

            var request = await memory.RememberAsync(plan, state, Request(plan, state, execution, step));
            request = request with
            {
                Tools = use,
                Allowance = await allowances.OfAsync(ledger, execution, plan, step, cancellationToken),
            };
            return await agents.RunAsync(request, tokens(step), cancellationToken) switch
            {
                AgentReply.Succeeded done => new StepDone(done.Output, done.Calls),
                AgentReply.NotAllowed refused => new StepNotAllowed(refused.Shortfall, refused.Calls),
                AgentReply.Failed failed => new StepBroken(failed.Failure.ToError(), failed.Calls),
                var reply => throw new InvalidOperationException($"'{reply.GetType().Name}' is not a reply."),
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new StepStopped();
        }
        catch (PromptException problem)
        {
            return new StepBroken(new ExecutionError(ErrorCategory.InvalidDefinition, problem.Message) { Code = "invalid_prompt", IsPermanent = true }, []);
        }
        catch (AttemptLostException)
        {
            return new StepStopped();
        }
#pragma warning disable CA1031 // Whatever a provider throws must end the attempt, not the execution.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            LogBug(bug, execution.Id, step.Id);
            return new StepBroken(new ExecutionError(ErrorCategory.Internal, "An internal error ended the attempt; the silo's log has the details under this step's id."), []);
        }
    }

    private static AgentRequest Request(Workflow plan, AgentState state, ExecutionState execution, StepState step)
    {
        var agent = AgentOf(state);
        var input = (JsonObject)step.Input;
        return new AgentRequest(agent, Capped(ModelOf(plan, agent, execution.Overrides), execution.Overrides.TestRun), step.Id.IdempotencyKey(step.Attempt))
        {
            Task = (input.Find(StepInputs.Task) as JsonString)?.Value,
            Input = input.Find(StepInputs.Input),
            OutputSchema = state.AnswerSchema ?? agent.OutputSchema,
            Variables = input.Find(StepInputs.Variables),
            ReadSchema = ReadSchemas.Of(plan, state),
        };
    }

    private string? Refusal(Workflow plan, AgentState state, ExecutionOverrides overrides)
    {
        var agent = AgentOf(state);
        if (!providers.Resolve(ModelOf(plan, agent, overrides)).TryGetModel(out var model, out var failure))
        {
            return failure.Message;
        }

        if (state.Definition is null && !model.Capabilities.IsOffline)
        {
            return $"State '{state.Name}' runs the agent '{state.Agent}', which environment '{state.Environment ?? "default"}' does not have. GET /api/v1/agents lists those that it has, and what is wrong with others.";
        }

        return null;
    }

    private static ModelOptions Capped(ModelOptions model, TestRunCaps? caps)
        => caps is null || model.MaxTokens <= caps.MaxTokens ? model : model with { MaxTokens = caps.MaxTokens };

    private static AgentDefinition AgentOf(AgentState state) => state.Definition ?? new AgentDefinition(state.Agent);

    private static ModelOptions ModelOf(Workflow plan, AgentDefinition agent, ExecutionOverrides overrides)
        => new ModelOptions { Provider = overrides.Provider, Model = overrides.Model }.Over(agent.Model).Over(plan.Model);

    [LoggerMessage(Level = LogLevel.Error, Message = "Step {StepId} of execution {ExecutionId} ended by a bug")]
    private partial void LogBug(Exception bug, string executionId, StepId stepId);
}
