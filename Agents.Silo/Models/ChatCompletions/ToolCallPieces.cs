using System.Text;
using System.Text.Json;
using Agents.Silo.Models.Messages;
using Agents.Silo.Models.Wires;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.ChatCompletions;

/// <summary>
/// Calls of tools, which come in pieces: id and name once, arguments bit by bit. They are told apart by index; where a server leaves that out, a new id
/// begins the next call.
/// </summary>
internal sealed class ToolCallPieces(IReadOnlyList<ChatMessage> messages)
{
    private readonly List<Pieces> _calls = [];
    private int _taken;

    public void Add(JsonElement piece)
    {
        var id = WireJson.Text(piece, "id") is { Length: > 0 } given ? given : null;
        var call = CallOf(WireJson.Count(piece, "index"), id);
        call.Id ??= id;
        var function = WireJson.Object(piece, "function") ?? default;
        call.Name ??= WireJson.Text(function, "name") is { Length: > 0 } name ? name : null;
        // Ollama's older versions send the arguments as an object.
        call.Arguments.Append(WireJson.Text(function, "arguments") ?? WireJson.Object(function, "arguments")?.GetRawText());
    }

    /// <summary>The calls that have come since the last time, whole.</summary>
    public IReadOnlyList<FunctionCallContent> Take()
    {
        FunctionCallContent[] calls = [.. _calls.Skip(_taken).Select((call, i) => ToolCalls.Create(call.Id, call.Name ?? "", call.Arguments.ToString(), messages, _taken + i))];
        _taken = _calls.Count;
        return calls;
    }

    private Pieces CallOf(long? index, string? id)
    {
        var known = index is not null ? _calls.Find(call => call.Index == index) : id is null || _calls is [.., { Id: var last }] && last == id ? _calls.LastOrDefault() : null;
        if (known is null)
        {
            _calls.Add(known = new Pieces(index));
        }

        return known;
    }

    private sealed class Pieces(long? index)
    {
        public long? Index => index;

        public string? Id { get; set; }

        public string? Name { get; set; }

        public StringBuilder Arguments { get; } = new();
    }
}
