using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Agents.ServiceDefaults.Children;

/// <summary>Runs a service to its end and turns the failures that people can mend into one line and an exit code.</summary>
public static class ServiceRun
{
    /// <summary>A wrong setting: starting again will not help.</summary>
    public const int ConfigurationExitCode = 2;

    /// <summary>The port is taken or may not be used.</summary>
    public const int AddressExitCode = 3;

    /// <summary>Runs until told to stop. Returns 0, or one of the codes above after a line on standard error.</summary>
    public static Task<int> RunServiceAsync(this WebApplication app) => RunAsync(() => app);

    /// <summary>The same for a service whose building may already find a wrong setting.</summary>
    public static async Task<int> RunAsync(Func<WebApplication> build)
    {
        try
        {
            await using var app = build();
            await RunToEndAsync(app);
            return 0;
        }
        catch (OptionsValidationException wrong)
        {
            return await FailAsync(ConfigurationExitCode, string.Join(" ", wrong.Failures));
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            return await FailAsync(AddressExitCode, $"{taken.Message} Stop the process that listens there, or choose another port.");
        }
        catch (SocketException refused)
        {
            return await FailAsync(AddressExitCode, $"Cannot listen on the address that was asked for: {refused.Message}. Choose another host or port.");
        }
    }

    // A stop that comes while the host starts surfaces as a cancellation; it is a stop all the same.
    private static async Task RunToEndAsync(WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        try
        {
            await app.RunAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    private static async Task<int> FailAsync(int exitCode, string message)
    {
        await Console.Error.WriteLineAsync(message);
        return exitCode;
    }
}
