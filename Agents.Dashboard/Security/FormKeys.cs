using Agents.ServiceDefaults;
using Microsoft.AspNetCore.DataProtection;

namespace Agents.Dashboard.Security;

/// <summary>
/// The key ring of antiforgery tokens, apart from the ring that protects secrets. Kept in the data folder, so that a form that
/// was open during a restart can still be sent; where the folder cannot be written the keys live as long as the process.
/// </summary>
internal static partial class FormKeys
{
    private const string Folder = "dashboard-keys";

    public static void AddFormKeys(this WebApplicationBuilder builder)
    {
        var keys = builder.Services.AddDataProtection().SetApplicationName("Agents.Dashboard");
        var data = builder.Configuration[ServiceVariables.Data] is { Length: > 0 } configured ? configured : "data";
        var folder = new DirectoryInfo(Path.GetFullPath(Path.Combine(data, Folder)));
        if (TryCreate(folder) is { } reason)
        {
            keys.UseEphemeralDataProtectionProvider();
            builder.Services.AddHostedService(services =>
                new Warning(services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(FormKeys)), folder.FullName, reason));
        }
        else
        {
            keys.PersistKeysToFileSystem(folder);
        }

        // These keys protect no secret, only against forged posts: that they are stored unencrypted needs no warning at each start.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "agents-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.SuppressXFrameOptionsHeader = true; // The policy's frame-ancestors says more.
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
    }

    private static string? TryCreate(DirectoryInfo folder)
    {
        try
        {
            folder.Create();
            File.Create(Path.Combine(folder.FullName, ".writable"), 1, FileOptions.DeleteOnClose).Dispose();
            return null;
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return denied.Message;
        }
    }

    private sealed class Warning(ILogger logger, string folder, string reason) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            KeysAreKeptInMemory(logger, folder, reason);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
