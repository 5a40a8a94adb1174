using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Agents.Silo.Hosting;

/// <summary>
/// The silo's keys: beside the database, readable by their owner alone; in a cluster in the database, because a link that one silo made is opened by
/// another one. Whoever reads them can vote with links and, with the database, read secrets: backups keep the two apart. Apart from the keys of the dashboard's forms.
/// </summary>
internal static class KeyRing
{
    private const string Name = "keys";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <param name="builder">The host.</param>
    /// <param name="folder">The folder that holds the keys; null keeps them in the database.</param>
    public static void AddKeyRing(this WebApplicationBuilder builder, DataFolder? folder)
    {
        builder.Services.AddDataProtection().SetApplicationName("Agents.Silo");
        builder.Services.AddOptions<KeyManagementOptions>().Configure<IServiceProvider>((options, services) => options.XmlRepository = folder is null
            ? ActivatorUtilities.CreateInstance<StoredKeyRing>(services)
            : new FileSystemXmlRepository(Create(folder), services.GetRequiredService<ILoggerFactory>()));
        // That they are not encrypted themselves is what the file mode is for; it needs no warning at each start.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
    }

    private static DirectoryInfo Create(DataFolder folder)
    {
        var path = Path.Combine(folder.Path, Name);
        if (OperatingSystem.IsWindows())
        {
            return Directory.CreateDirectory(path);
        }

        var created = Directory.CreateDirectory(path, OwnerOnly);
        // A copy or a backup that was brought back may have been readable for others.
        File.SetUnixFileMode(path, OwnerOnly);
        foreach (var key in created.EnumerateFiles())
        {
            key.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return created;
    }
}
