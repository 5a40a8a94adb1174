using Agents.Core.Budgets;
using Agents.Core.Executions;
using Agents.Core.Workflows;

namespace Agents.Silo.Budgets;

/// <summary>
/// What calls under way may still cost, beside what the journal says is spent: so that many calls at once cannot spend the same money.
/// </summary>
/// <remarks>
/// <para>A call reserves the most that it can cost before it is made. When it is answered, what it used takes the reservation's place, until the journal
/// has it. Nothing here is durable and nothing has to be: after a crash the calls under way are made again and reserved again.</para>
/// <para>A call that does not fit beside what is reserved waits, because most calls use less than they reserve. It is refused only when it would not fit
/// if nothing were reserved. Those that wait are served in order, so that a large one is not passed by small ones for ever.</para>
/// </remarks>
internal sealed class BudgetLedger(string scope, Budget limits, TokenUsage spent)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(StepId Step, int Attempt), Dictionary<string, TokenUsage>> _reserved = [];
    private readonly Dictionary<(StepId Step, int Attempt), TokenUsage> _unrecorded = [];
    private readonly LinkedList<Waiter> _waiters = [];
    private Budget _limits = limits;
    private TokenUsage _spent = spent;

    // Kept, not counted anew: thousands of calls may be under way.
    private TokenUsage _reservedTotal = TokenUsage.None;
    private TokenUsage _unrecordedTotal = TokenUsage.None;

    /// <summary>What calls under way may still cost.</summary>
    public TokenUsage Reserved
    {
        get
        {
            lock (_gate)
            {
                return _reservedTotal;
            }
        }
    }

    /// <summary>Reserves before a call; gives why it must not be made, or null where it may.</summary>
    public async Task<BudgetShortfall?> ReserveAsync(StepId step, int attempt, string call, TokenUsage asked, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(step, attempt, call, asked);
        lock (_gate)
        {
            _waiters.AddLast(waiter);
            Serve();
        }

        try
        {
            return await waiter.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Withdraw(waiter);
            throw;
        }
    }

    /// <summary>A call was answered: what it used takes the place of what was reserved for it.</summary>
    public void Settle(StepId step, int attempt, string call, TokenUsage used)
    {
        lock (_gate)
        {
            Unreserve(step, attempt, call);
            _unrecordedTotal += used;
            _unrecorded[(step, attempt)] = _unrecorded.TryGetValue((step, attempt), out var before) ? before + used : used;
            Serve();
        }
    }

    /// <summary>A call got no answer: it cost nothing that anybody knows of.</summary>
    public void Release(StepId step, int attempt, string call)
    {
        lock (_gate)
        {
            Unreserve(step, attempt, call);
            Serve();
        }
    }

    /// <summary>An attempt was stopped: what it used is not going to be in the journal.</summary>
    public void Forget(StepId step, int attempt)
    {
        lock (_gate)
        {
            Drop((step, attempt));
            Serve();
        }
    }

    /// <summary>The journal has moved on: it says what is spent, an attempt that it has now included.</summary>
    /// <param name="limits">The budget now.</param>
    /// <param name="spent">What the journal says is spent.</param>
    /// <param name="ended">The attempt whose end it has now; null where it has none.</param>
    /// <param name="call">What a call of an attempt that goes on used, which it has now; null where it has none.</param>
    public void Record(Budget limits, TokenUsage spent, (StepId Step, int Attempt)? ended, (StepId Step, int Attempt, TokenUsage Used)? call = null)
    {
        lock (_gate)
        {
            (_limits, _spent) = (limits, spent);
            if (ended is { } attempt)
            {
                Drop(attempt);
            }

            if (call is var (step, number, used) && _unrecorded.TryGetValue((step, number), out var before))
            {
                _unrecorded[(step, number)] = before - used;
                _unrecordedTotal -= used;
            }

            Serve();
        }
    }

    private void Withdraw(Waiter waiter)
    {
        lock (_gate)
        {
            // Served in the same moment: nobody makes the call.
            if (!_waiters.Remove(waiter))
            {
                Unreserve(waiter.Step, waiter.Attempt, waiter.Call);
            }

            Serve();
        }
    }

    private void Serve()
    {
        while (_waiters.First is { Value: var first })
        {
            var used = _spent + _unrecordedTotal;
            if (Budgeting.Shortfall(scope, _limits, used, first.Asked) is { } hopeless)
            {
                _waiters.RemoveFirst();
                first.SetResult(hopeless);
            }
            else if (Budgeting.Shortfall(scope, _limits, used + _reservedTotal, first.Asked) is null)
            {
                _waiters.RemoveFirst();
                Reserve(first);
                first.SetResult(null);
            }
            else
            {
                return;
            }
        }
    }

    private void Reserve(Waiter waiter)
    {
        if (!_reserved.TryGetValue((waiter.Step, waiter.Attempt), out var calls))
        {
            _reserved.Add((waiter.Step, waiter.Attempt), calls = []);
        }

        calls.Add(waiter.Call, waiter.Asked);
        _reservedTotal += waiter.Asked;
    }

    private void Unreserve(StepId step, int attempt, string call)
    {
        if (_reserved.TryGetValue((step, attempt), out var calls) && calls.Remove(call, out var amount))
        {
            _reservedTotal -= amount;
            if (calls.Count == 0)
            {
                _reserved.Remove((step, attempt));
            }
        }
    }

    private void Drop((StepId Step, int Attempt) attempt)
    {
        if (_reserved.Remove(attempt, out var calls))
        {
            _reservedTotal = calls.Values.Aggregate(_reservedTotal, static (sum, amount) => sum - amount);
        }

        if (_unrecorded.Remove(attempt, out var used))
        {
            _unrecordedTotal -= used;
        }
    }

    private sealed class Waiter(StepId step, int attempt, string call, TokenUsage asked)
        : TaskCompletionSource<BudgetShortfall?>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public StepId Step { get; } = step;

        public int Attempt { get; } = attempt;

        public string Call { get; } = call;

        public TokenUsage Asked { get; } = asked;
    }
}
