using System.Data.Common;
using Agents.Core.Budgets;
using Agents.Silo.Storage;

namespace Agents.Silo.Budgets;

/// <summary>Asks grains that keep shared budgets until they answer: without an answer a call must neither be made nor be refused.</summary>
internal sealed partial class BudgetPatience(TimeProvider time, ILogger<BudgetPatience> logger)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(2);

    /// <summary>Asks for a reservation until it is given or there is no hope; gives why there is none, or null.</summary>
    public async Task<BudgetShortfall?> ReserveAsync(string scope, Func<Task<BudgetAnswer>> reserve, CancellationToken cancellationToken)
    {
        while (true)
        {
            var answer = await AskAsync(reserve, cancellationToken);
            if (answer.IsReserved)
            {
                return null;
            }

            if (!answer.IsWorthWaiting)
            {
                return new BudgetShortfall(scope, answer.Limit, answer.Of, answer.Left, answer.Asked) { Until = answer.Until };
            }

            await Task.Delay(AskAgain, time, cancellationToken);
        }
    }

    /// <summary>Asks until there is an answer.</summary>
    public async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (Exception problem) when (problem is DatabaseUnusableException or DbException or TimeoutException or OrleansException)
            {
                LogWaits(problem);
                await Task.Delay(TryAgain, time, cancellationToken);
            }
        }
    }

    /// <summary>Tells until it is heard.</summary>
    public Task TellAsync(Func<Task> tell) => AskAsync(
        async () =>
        {
            await tell();
            return true;
        },
        CancellationToken.None);

    [LoggerMessage(Level = LogLevel.Error, Message = "A shared budget waits for the database")]
    private partial void LogWaits(Exception problem);
}
