using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Agents.Silo.Secrets.Logs;

/// <summary>Makes loggers that take secrets out of what is logged, whoever logs and wherever the log goes.</summary>
internal sealed class RedactingLoggerFactory(LoggerFactory inner, Redactor redactor) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new RedactingLogger(inner.CreateLogger(categoryName), redactor);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose() => inner.Dispose();
}

/// <summary>Puts <see cref="RedactingLoggerFactory"/> into a host.</summary>
internal static class RedactedLogs
{
    public static void AddRedactedLogs(this IServiceCollection services)
    {
        services.AddSingleton<LoggerFactory>();
        services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(static provider
            => new RedactingLoggerFactory(provider.GetRequiredService<LoggerFactory>(), provider.GetRequiredService<Redactor>())));
    }
}
