using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace Agents.ServiceDefaults.Children;

/// <summary>Stops the host on SIGTERM and at the end of standard input; Ctrl+C and a closing terminal are the supervisor's.</summary>
internal sealed class ChildLifetime(IHostApplicationLifetime application) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        On(PosixSignal.SIGTERM, application.StopApplication);
        On(PosixSignal.SIGQUIT, application.StopApplication);
        On(PosixSignal.SIGINT, () => { });
        On(PosixSignal.SIGHUP, () => { });

        // A thread of its own: a blocking read must not hold one of the pool, and a background one does not hold the process.
        new Thread(StopAtEndOfInput) { IsBackground = true, Name = "standard input" }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.ForEach(signal => signal.Dispose());

    private void On(PosixSignal signal, Action action)
        => _signals.Add(PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            action();
        }));

    private void StopAtEndOfInput()
    {
        using var input = Console.OpenStandardInput();
        Span<byte> ignored = stackalloc byte[256];
        while (input.Read(ignored) > 0)
        {
        }

        application.StopApplication();
    }
}
