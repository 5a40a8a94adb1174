using Agents.Core.Budgets;
using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Workflows;
using Agents.Silo.Budgets;

namespace Agents.Silo.Executions;

internal sealed partial class ExecutionGrain
{
    // Null while nothing limits the execution: then its calls are not counted beforehand.
    private BudgetLedger? _ledger;

    /// <inheritdoc/>
    public async Task<ExecutionReply> ChangeBudget(BudgetChangeRequest request)
    {
        await LoadAsync();
        var budget = Budget.Parse(request.Budget);
        return _workflow is not null && _services.Agents.Unpriced(_workflow.Plan, _state.Overrides, budget) is [var problem, ..]
            ? new ExecutionReply(_state.Status.ToName(), _state.Seq, problem, ErrorCategory.Validation)
            : await AskAsync(new ChangeBudget(Now, budget, request.Actor));
    }

    /// <inheritdoc/>
    public Task WarnOfSpending(string limit, decimal used, decimal of) => AskAsync(new WarnOfSpending(Now, limit, used, of));

    /// <inheritdoc/>
    public Task<SpentAmount> ReadReserved() => Task.FromResult(DaySpending.ToAmount(_ledger?.Reserved ?? TokenUsage.None));

    private async Task<IReadOnlyList<string>> RefusalsAsync(Workflow plan, ExecutionOverrides overrides, Budget? budget, string? deploymentId)
    {
        // Beside each other: a provider may take its time.
        var providers = _services.Health.RefusalsAsync(_services.Agents.ProvidersOf(plan, overrides));
        var deployment = deploymentId is null ? null : await _services.DeploymentBudgets.LimitsAsync(deploymentId);
        var dollars = Budget.Over(budget, plan.Budget) is { CostUsd: not null } own ? own : deployment is { CostUsd: not null } ? deployment : _services.Day.KnownLimits;
        return
        [
            .. _services.Agents.Refusals(plan, overrides),
            .. _services.Agents.Unpriced(plan, overrides, dollars),
            .. await _services.Agents.ToolRefusalsAsync(plan, overrides),
            .. await _services.Children.RefusalsAsync(plan),
            .. await providers,
        ];
    }

    private static TokenUsage UsageOf(ExecutionEvent call) => call switch
    {
        ModelReplied replied => replied.Usage,
        ToolReturned returned => new TokenUsage(0, 0, 0m, 0) { ToolCalls = returned.Tries },
        _ => TokenUsage.None,
    };

    /// <summary>
    /// Goes on where a shared budget was changed between the refusal and its record: whoever changed it lets go on what is recorded as held, and looks
    /// for that after the change; so one of the two sees the other.
    /// </summary>
    private async Task TryAgainIfChangedAsync()
    {
        if (_state is { Status: ExecutionStatus.BudgetExceeded, Budget.Shortfall: { } shortfall } && await IsChangedAsync(shortfall))
        {
            await AskAsync(new ResumeExecution(Now, null));
        }
    }

    private async Task<bool> IsChangedAsync(BudgetShortfall shortfall) => shortfall switch
    {
        { Scope: BudgetScope.Day } => await _services.Day.IsChangedAsync(shortfall),
        { Scope: BudgetScope.Deployment } => await _services.DeploymentBudgets.IsChangedAsync(DeploymentBudgets.OwnerOf(_state)!, shortfall),
        { Owner: { } owner } => await _services.Families.IsChangedAsync(owner, shortfall),
        _ => false,
    };

    /// <summary>Tells the ledger what the journal has now.</summary>
    private void Account(ExecutionCommand? recorded)
    {
        if (_state.Budget is not { } budget)
        {
            return;
        }

        _ledger ??= new BudgetLedger(BudgetScope.Execution, budget.Limits, _state.Usage);
        _ledger.Record(
            budget.Limits,
            _state.Usage,
            recorded is EndAttempt end ? (end.StepId, end.Attempt) : null,
            recorded is RecordCall call ? (call.StepId, call.Attempt, UsageOf(call.Happened)) : null);
    }
}
