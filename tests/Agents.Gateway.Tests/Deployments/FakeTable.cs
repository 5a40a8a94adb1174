using Agents.Client.Deployments;
using Agents.Client.Json;
using Agents.Gateway.Deployments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.Gateway.Tests.Deployments;

/// <summary>A silo's table of deployments that a test changes.</summary>
internal sealed class FakeTable
{
    private volatile GatewayTable _table = new("t0", [], []);
    private volatile TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>When set, the silo refuses to tell.</summary>
    public bool IsAway { get; set; }

    public void Map(WebApplication silo) => silo.MapGet("/internal/routes", async (HttpContext http, string? since) =>
    {
        while (!IsAway && _table.Tag == since)
        {
            await _changed.Task.WaitAsync(http.RequestAborted);
        }

        return IsAway ? Results.StatusCode(500) : Results.Json(_table, AgentsJson.Wire.GatewayTable);
    });

    /// <summary>Gives the gateway a table and waits until it has it.</summary>
    public async Task UseAsync(TestGateway gateway, GatewayTable table)
    {
        _table = table;
        Signal();
        var held = gateway.App.Services.GetRequiredService<DeploymentTable>();
        while (held.Tag != table.Tag)
        {
            await Task.Delay(5);
        }
    }

    public void Signal() => Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    public static GatewayTable Of(string tag, string path, DeploymentTraffic? traffic) => new(tag, [new GatewayRoute(path.Replace('/', '-'), path, traffic)], []);
}
