using Agents.Silo.Storage;
using Agents.Silo.Tests.Hosting;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.Silo.Tests.Executions;

/// <summary>Looks into the silo's tables.</summary>
internal static class Tables
{
    public static long Count(SiloHost silo, string sql)
    {
        using var connection = silo.Services.GetRequiredService<IDatabase>().OpenAsync().AsTask().GetAwaiter().GetResult();
        return connection.ExecuteScalar<long>(sql);
    }
}
