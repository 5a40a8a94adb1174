using System.Text.Json;
using Agents.ServiceDefaults.Json;

namespace Agents.AppHost.Sessions;

/// <summary>
/// The folder of everything durable, held by one AppHost at a time. The hold is the operating system's lock on
/// <c>apphost.lock</c>, which ends with the process however it ends; <c>apphost.json</c> beside it only says who holds it,
/// because a locked file cannot be read by the one who wants to know.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream? _lock;

    private DataFolder(FileStream? held, string? refusal)
    {
        _lock = held;
        Refusal = refusal;
    }

    /// <summary>Why the folder cannot be used and what to do; null where it is ours now.</summary>
    public string? Refusal { get; }

    /// <summary>Creates the folder where needed and takes it.</summary>
    public static DataFolder Take(string folder, TimeProvider time)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception impossible) when (impossible is IOException or UnauthorizedAccessException)
        {
            return new DataFolder(null, $"The data folder {folder} cannot be made: {impossible.Message} Choose another one: --data <folder>");
        }

        try
        {
            var held = new FileStream(Path.Combine(folder, "apphost.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(HolderPath(folder), JsonSerializer.Serialize(new Holder(Environment.ProcessId, time.GetUtcNow()), SnakeCaseJson.Options));
            return new DataFolder(held, null);
        }
        catch (IOException)
        {
            return new DataFolder(null, Describe(folder));
        }
        catch (UnauthorizedAccessException forbidden)
        {
            return new DataFolder(null, $"The data folder {folder} cannot be written: {forbidden.Message} Choose another one: --data <folder>");
        }
    }

    public void Dispose() => _lock?.Dispose();

    private static string Describe(string folder)
    {
        var who = ReadHolder(folder) is { } holder
            ? $"process {holder.ProcessId} (started {holder.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC)"
            : "another process";
        return $"The data folder {folder} is in use by Agents in {who}. Use that one, stop it, or choose another folder: --data <folder>";
    }

    private static Holder? ReadHolder(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<Holder>(File.ReadAllText(HolderPath(folder)), SnakeCaseJson.Options);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static string HolderPath(string folder) => Path.Combine(folder, "apphost.json");

    private sealed record Holder(int ProcessId, DateTimeOffset StartedAt);
}
