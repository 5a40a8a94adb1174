using Agents.Silo.Storage;
using Dapper;

namespace Agents.Silo.Metrics;

/// <summary>Which executions are summed up.</summary>
internal sealed record MetricsPeriod(DateTimeOffset From, DateTimeOffset To, string? WorkflowId, string? DeploymentId);

/// <summary>Sums up executions. Ids begin with the time, so a period is a range of them.</summary>
internal sealed class MetricsStore(IDatabase database)
{
    /// <summary>Executions whose journals are read for what models were called: a page must not read a million.</summary>
    public const int MostModelExecutions = 2_000;

    private readonly SqlFile _sql = database.Queries("metrics");

    public async Task<IReadOnlyList<UsageRow>> ReadUsageAsync(MetricsPeriod period)
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<UsageRow>(_sql["ReadUsage"], Parameters(period))).AsList();
    }

    public async Task<IReadOnlyList<ModelRow>> ReadModelsAsync(MetricsPeriod period)
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<ModelRow>(_sql["ReadModels"], Parameters(period))).AsList();
    }

    /// <summary>How many executions of a period called a model, counted up to one more than are looked at.</summary>
    public async Task<int> CountModelExecutionsAsync(MetricsPeriod period)
    {
        await using var connection = await database.OpenAsync();
        return (int)await connection.ExecuteScalarAsync<long>(_sql["CountModelExecutions"], Parameters(period));
    }

    private static object Parameters(MetricsPeriod period) => new
    {
        FromId = IdGenerator.FirstAt(period.From),
        ToId = IdGenerator.FirstAt(period.To),
        period.WorkflowId,
        period.DeploymentId,
        Most = MostModelExecutions,
    };
}
