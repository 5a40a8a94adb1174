using System.Net.Http.Json;
using Agents.Client.Connections;
using Agents.Client.Executions;
using Agents.Client.Json;
using Agents.Client.Problems;

namespace Agents.Client.Budgets;

/// <summary>The budget endpoints.</summary>
public sealed class BudgetsClient
{
    private const string Shared = "api/v1/settings/budgets";

    private readonly ApiConnection _connection;

    internal BudgetsClient(ApiConnection connection) => _connection = connection;

    /// <summary>What an execution may spend, has spent and has reserved.</summary>
    public Task<ExecutionBudgetRecord> GetAsync(string executionId, CancellationToken cancellationToken = default)
        => _connection.GetAsync(Of(executionId), AgentsJson.Wire.ExecutionBudgetRecord, cancellationToken);

    /// <summary>Gives an execution another budget, as a whole. What its old one held goes on where the new one is enough.</summary>
    /// <exception cref="AgentsApiException">400 the budget cannot be kept (an unknown price), 409 with <see cref="ProblemRecord.CurrentStatus"/> where it has ended.</exception>
    public Task<ExecutionDetail> SetAsync(string executionId, BudgetRecord budget, CancellationToken cancellationToken = default)
        => _connection.PutAsync(Of(executionId), JsonContent.Create(budget, AgentsJson.Wire.BudgetRecord), AgentsJson.Wire.ExecutionDetail, cancellationToken);

    /// <summary>The budgets that all executions share.</summary>
    public Task<SharedBudgetsRecord> GetSharedAsync(CancellationToken cancellationToken = default)
        => _connection.GetAsync(Shared, AgentsJson.Wire.SharedBudgetsRecord, cancellationToken);

    /// <summary>Sets the budgets that all executions share. Executions that the old ones held try again.</summary>
    public Task<SharedBudgetsRecord> SetSharedAsync(SetBudgets budgets, CancellationToken cancellationToken = default)
        => _connection.PutAsync(Shared, JsonContent.Create(budgets, AgentsJson.Wire.SetBudgets), AgentsJson.Wire.SharedBudgetsRecord, cancellationToken);

    private static string Of(string executionId) => $"api/v1/executions/{ApiPath.Segment(executionId)}/budget";
}
