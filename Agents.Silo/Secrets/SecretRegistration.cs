using System.Diagnostics;
using Agents.Silo.Models;
using Agents.Silo.Secrets.Logs;
using Agents.Silo.Storage;
using OpenTelemetry;

namespace Agents.Silo.Secrets;

/// <summary>Puts secrets, and what keeps them in, into a host.</summary>
internal static class SecretRegistration
{
    /// <summary>Call it before anything that reads secrets is added: what is added first starts first.</summary>
    public static void AddSecrets(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Redactor>();
        services.AddSingleton<BaseProcessor<Activity>, SpanRedaction>();
        services.AddRedactedLogs();
        services.AddRedactedProblems();
        services.AddSingleton<SecretCipher>();
        services.AddSingleton<SecretStore>();
        services.AddSingleton<SecretRotation>();
        services.AddSingleton<SecretBook>();
        services.AddSingleton<ExecutionSecretStore>();
        services.AddSingleton<OpenSecrets>();
        services.AddSingleton<SecretResolver>();
        services.AddSingleton<SecretIntake>();
        services.AddSingleton<ProviderStore>();
        services.AddSingleton<ProviderTests>();
        services.AddSingleton<ProviderViews>();
        services.AddHostedService<SecretWatch>();
        services.AddSingleton(static provider => new DatabaseReadyWork("secrets", async _ =>
        {
            await provider.GetRequiredService<SecretBook>().RefreshAsync();
            await provider.GetRequiredService<ExecutionSecretStore>().SweepAsync();
        }));
    }
}
