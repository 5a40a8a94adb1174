using Agents.Client.Access;
using Agents.ServiceDefaults;
using Agents.ServiceDefaults.Tokens;

namespace Agents.Silo.Access;

/// <summary>
/// The key of whoever installs a server that others can reach: made where there is no key at all. It is in a file of the data folder before it is in the database,
/// so that a process that dies between leaves nobody locked out: the next start makes another one.
/// </summary>
internal sealed class FirstKey(KeyStore store, KeyBook book, KeyMaking making, IConfiguration configuration, DataFolder? folder = null)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "admin.key";

    /// <summary>Makes it; null where there are keys already, or one is configured.</summary>
    public async Task<FirstKeyMade?> MakeAsync()
    {
        if (configuration[ServiceVariables.AdminKey] is { Length: > 0 } || (await store.ListAsync()).Count > 0)
        {
            return null;
        }

        var (key, row) = making.New(new CreateKey { Name = "first", Principal = "user:admin", Scopes = [KeyScopes.Admin] }, "system:start", null);
        var file = folder is null ? null : Path.Combine(folder.Path, FileName);
        if (file is not null)
        {
            await WriteAsync(file, key);
        }

        if (!await store.AddFirstAsync(row))
        {
            return null;
        }

        await book.RefreshAsync();
        return new FirstKeyMade(key, file);
    }

    // A file of its owner alone from its first byte on, whole or not there.
    private static async Task WriteAsync(string file, string key)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var draft = file + ".new";
        File.Delete(draft);
        await using (var stream = new FileStream(draft, options))
        {
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(key + "\n"));
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file, overwrite: true);
    }
}
