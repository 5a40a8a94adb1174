using System.Collections.Concurrent;
using Agents.Core.Budgets;
using Agents.Core.Executions;
using Agents.Core.Workflows;
using Agents.Silo.Deployments;

namespace Agents.Silo.Budgets;

/// <summary>
/// What the executions of each deployment may spend in a day in UTC, their sub-workflows included. The limits are those of the deployment's row; what is spent is
/// kept by a grain per deployment, which is told the limits with each call.
/// </summary>
internal sealed class DeploymentBudgets(DeploymentStore deployments, IGrainFactory grains, BudgetPatience patience, TimeProvider time)
{
    // They may have been set on another silo.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <summary>The deployment that an execution's calls count for: its own, or that of the execution at the top; null where none is.</summary>
    public static string? OwnerOf(ExecutionState execution) => execution.DeploymentId ?? execution.Parent?.DeploymentId;

    /// <summary>What an execution shares with the others of its deployment; null where that limits nothing.</summary>
    public async ValueTask<DeploymentShare?> ShareOfAsync(ExecutionState execution, CancellationToken cancellationToken)
        => OwnerOf(execution) is { } id && !(await LimitsAsync(id, cancellationToken)).IsEmpty ? new DeploymentShare(this, id) : null;

    /// <summary>What a deployment limits, as known here; nothing where there is no such deployment any more.</summary>
    public async ValueTask<Budget> LimitsAsync(string id, CancellationToken cancellationToken = default)
    {
        if (_known.TryGetValue(id, out var known) && time.GetElapsedTime(known.At) < LookAgain)
        {
            return known.Limits;
        }

        if (known is not null)
        {
            // One looks; whoever asks meanwhile goes by what is known.
            _known[id] = known with { At = time.GetTimestamp() };
        }

        var row = await patience.AskAsync(() => deployments.FindAsync(id), cancellationToken);
        var limits = row?.Limits ?? new Budget();
        _known[id] = new Known(limits, time.GetTimestamp());
        return limits;
    }

    /// <summary>A deployment was changed: it is read anew.</summary>
    public void Forget(string id) => _known.TryRemove(id, out _);

    /// <summary>Whether a limit that refused a call is another one by now.</summary>
    public async Task<bool> IsChangedAsync(string id, BudgetShortfall shortfall)
    {
        Forget(id);
        return Budgeting.AmountOf(await LimitsAsync(id), shortfall.Limit) != shortfall.Of;
    }

    /// <summary>What its executions have spent today.</summary>
    public Task<BudgetReading> ReadAsync(string id) => GrainOf(id).Read();

    /// <summary>Reserves the most that a call can cost.</summary>
    public async Task<ShareAnswer> ReserveAsync(string id, string key, TokenUsage most, CancellationToken cancellationToken)
    {
        if ((await LimitsAsync(id, cancellationToken)).IsEmpty)
        {
            return ShareAnswer.Free;
        }

        var amount = DaySpending.ToAmount(most);
        return ShareAnswer.Of(await patience.ReserveAsync(BudgetScope.Deployment, AskAsync, cancellationToken));

        // The limits of each time that it is asked: they may be raised while it waits.
        async Task<BudgetAnswer> AskAsync() => await GrainOf(id).Reserve(new BudgetRequest
        {
            Key = key,
            Amount = amount,
            Limits = (await LimitsAsync(id, cancellationToken)).ToJson().ToUtf8Bytes(),
        });
    }

    /// <summary>Puts what a call used in its reservation's place.</summary>
    public Task SettleAsync(string id, string key, TokenUsage used)
        => patience.TellAsync(() => GrainOf(id).Settle(new BudgetRequest { Key = key, Amount = DaySpending.ToAmount(used) }));

    private IBudgetGrain GrainOf(string id) => grains.GetGrain<IBudgetGrain>($"{BudgetScope.Deployment}/{id}");

    private sealed record Known(Budget Limits, long At);
}

/// <summary>The budget of one deployment.</summary>
/// <param name="budgets">Where it is asked.</param>
/// <param name="id">The deployment.</param>
internal sealed class DeploymentShare(DeploymentBudgets budgets, string id) : IBudgetShare
{
    public Task<ShareAnswer> ReserveAsync(string key, TokenUsage most, CancellationToken cancellationToken) => budgets.ReserveAsync(id, key, most, cancellationToken);

    public Task SettleAsync(string key, TokenUsage used) => budgets.SettleAsync(id, key, used);
}
