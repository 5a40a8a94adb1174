using Agents.Client.Executions;
using Agents.Core.Diagnostics;
using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Silo.Budgets;
using Agents.Silo.Models;
using Agents.Silo.Workflows;

namespace Agents.Silo.Executions.Validation;

/// <summary>All that a start checks, told one by one: what <c>run_mode: validate_only</c> answers.</summary>
internal sealed class ExecutionValidation(AgentExecutor agents, ChildExecutions children, ProviderHealthChecks health, DayBudget day, ExecutionEstimates estimates)
{
    /// <param name="workflow">What would run.</param>
    /// <param name="isDisabled">Whether it starts nothing now.</param>
    /// <param name="inputs">What it would be started with.</param>
    /// <param name="problems">What is wrong with that.</param>
    /// <param name="budget">What it might spend; null means as defined.</param>
    /// <param name="overrides">What goes before the definition's settings.</param>
    public async Task<ValidationReport> ReportAsync(
        StoredWorkflow workflow, bool isDisabled, JsonObject inputs, IReadOnlyList<Diagnostic> problems, Budget? budget, ExecutionOverrides overrides)
    {
        var plan = workflow.Plan;
        var models = agents.ProvidersOf(plan, overrides);
        var providers = health.ReadAsync(models);
        var missing = children.RefusalsAsync(plan).AsTask();
        var estimate = estimates.OfAsync(workflow, inputs, overrides);
        var dollars = Budget.Over(budget, plan.Budget) is { CostUsd: not null } own ? own : await day.LimitsAsync();
        List<ValidationCheck> checks =
        [
            .. Of("workflow", isDisabled ? ["The workflow is disabled and starts no executions."] : Supported.Refusals(plan), $"Version {workflow.Version} can run here."),
            .. Of("inputs", [.. problems.Select(static problem => $"{problem.Path}: {problem.Message}")], "They fit the workflow's schema."),
            .. Of("agents", agents.Refusals(plan, overrides), "Every agent has a model."),
            .. Of("budget", agents.Unpriced(plan, overrides, dollars), dollars?.CostUsd is null ? "No limit in dollars." : "Every price is known."),
            .. Of("sub_workflows", await missing, "All of them are stored."),
            .. (await providers).Zip(models, Of),
        ];
        return new ValidationReport(checks.TrueForAll(static check => check.State != CheckStates.Error), checks, await estimate);
    }

    private static IEnumerable<ValidationCheck> Of(string check, IReadOnlyList<string> problems, string whenFine)
        => problems.Count == 0 ? [new ValidationCheck(check, CheckStates.Ok, whenFine)] : problems.Select(problem => new ValidationCheck(check, CheckStates.Error, problem));

    private static ValidationCheck Of(ProviderHealth health, ResolvedModel model)
        => new($"provider:{model.Provider}", health.IsConnected ? CheckStates.Ok : health.IsUnusable ? CheckStates.Error : CheckStates.Warning, health.Message);
}
