using System.Text.Json;

namespace Agents.Silo.Tests.Tools;

/// <summary>A script for the offline model: which tools it calls in which turn, and what it says then. The same after a restart.</summary>
internal sealed class ScriptFile : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public ScriptFile(params object[] replies) => Write(replies);

    public string[] Settings => ["--Models:Offline:Mode", "Script", "--Models:Offline:ScriptFile", _path];

    public static object Call(int turn, params (string Tool, object Arguments)[] calls)
        => new { turn, toolCalls = calls.Select(static call => new { name = call.Tool, arguments = JsonSerializer.Serialize(call.Arguments) }) };

    public static object Say(int turn, string text) => new { turn, text };

    public static object Fail(int turn, string error) => new { turn, error };

    public void Write(params object[] replies) => File.WriteAllText(_path, JsonSerializer.Serialize(replies));

    public void Dispose() => File.Delete(_path);
}
