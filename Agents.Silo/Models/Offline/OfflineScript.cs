using System.Text.Json;

namespace Agents.Silo.Models.Offline;

/// <summary>Hands out scripted replies: the first that matches, else the next in order.</summary>
internal sealed class OfflineScript
{
    private static readonly JsonSerializerOptions FileFormat = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly Lock _lock = new();
    private readonly List<ScriptedReply> _matched;
    private readonly Queue<ScriptedReply> _ordered;

    public OfflineScript(OfflineOptions options)
    {
        var replies = Load(options.ScriptFile).Concat(options.Script).ToLookup(static reply => reply.Match is not null || reply.Turn is not null);
        _matched = [.. replies[true]];
        _ordered = new Queue<ScriptedReply>(replies[false]);
    }

    /// <exception cref="ModelCallException">The script has no reply left.</exception>
    public ScriptedReply Next(string userMessage, int turn)
    {
        lock (_lock)
        {
            return _matched.Find(reply => userMessage.Contains(reply.Match ?? "", StringComparison.Ordinal) && (reply.Turn ?? turn) == turn)
                ?? (_ordered.TryDequeue(out var next) ? next : throw new ModelCallException(ModelFailure.NotConfigured(
                    $"The offline script has no reply left for this message. Add one to {ModelProviderOptions.Section}:Offline:Script or its ScriptFile.")));
        }
    }

    private static List<ScriptedReply> Load(string? file)
    {
        if (file is null)
        {
            return [];
        }

        try
        {
            return JsonSerializer.Deserialize<List<ScriptedReply>>(File.ReadAllBytes(file), FileFormat) ?? [];
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException(
                $"{ModelProviderOptions.Section}:Offline:ScriptFile '{file}' is not a JSON list of replies: {exception.Message}", exception);
        }
    }
}
