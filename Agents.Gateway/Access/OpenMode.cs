using Agents.ServiceDefaults.Addresses;
using Agents.ServiceDefaults.Problems;
using Microsoft.Extensions.Options;

namespace Agents.Gateway.Access;

/// <summary>
/// Without keys the gateway is open to whoever reaches it, so nobody else may reach it: bound beyond loopback it says why
/// and stops, and answers nothing in between.
/// </summary>
internal sealed class OpenMode(BoundAddresses bound) : IHostedLifecycleService
{
    private const string Refusal =
        "The gateway has no keys yet, so whoever reaches its port may do everything. "
        + "Bind it to loopback (--host localhost) and reach it from elsewhere through an SSH tunnel: ssh -L 8080:localhost:8080 <this machine>.";

    public bool IsRefused => !bound.AreLoopback;

    public Task StartedAsync(CancellationToken cancellationToken)
        => IsRefused ? throw new OptionsValidationException("urls", typeof(OpenMode), [Refusal]) : Task.CompletedTask;

    public static Task RefuseAsync(HttpContext context) => Problem.WriteAsync(context, StatusCodes.Status403Forbidden, Refusal);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

internal static class OpenModeSetup
{
    public static void AddOpenMode(this IServiceCollection services)
    {
        services.AddSingleton<OpenMode>();
        services.AddHostedService(provider => provider.GetRequiredService<OpenMode>());
    }

    public static void UseOpenMode(this WebApplication app)
    {
        var mode = app.Services.GetRequiredService<OpenMode>();
        app.Use((context, next) => mode.IsRefused ? OpenMode.RefuseAsync(context) : next(context));
    }
}
