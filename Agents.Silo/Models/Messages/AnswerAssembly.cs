using System.Text;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Messages;

/// <summary>
/// Puts the pieces of a streamed answer together. Neighbouring pieces of text become one; a piece that a provider wants back unchanged stays as it came.
/// </summary>
internal sealed class AnswerAssembly
{
    private readonly List<AIContent> _parts = new(1);
    private StringBuilder? _text;

    /// <summary>Tokens; null where the provider does not count.</summary>
    public UsageDetails? Usage { get; private set; }

    /// <summary>Why it ended; null where the provider does not say.</summary>
    public ChatFinishReason? FinishReason { get; private set; }

    /// <summary>The model that answered, as it calls itself; null where it does not say.</summary>
    public string? ModelId { get; private set; }

    /// <summary>The provider's id of the answer; null where there is none.</summary>
    public string? ResponseId { get; private set; }

    public void Add(ChatResponseUpdate update)
    {
        FinishReason = update.FinishReason ?? FinishReason;
        ModelId = update.ModelId ?? ModelId;
        ResponseId = update.ResponseId ?? ResponseId;
        foreach (var part in update.Contents)
        {
            Add(part);
        }
    }

    public ChatMessage ToMessage()
    {
        CloseText();
        return new ChatMessage(ChatRole.Assistant, [.. _parts]);
    }

    public ChatResponse ToResponse() => new(ToMessage()) { Usage = Usage, FinishReason = FinishReason, ModelId = ModelId, ResponseId = ResponseId };

    private void Add(AIContent part)
    {
        switch (part)
        {
            case UsageContent counted:
                Usage = counted.Details;
                break;
            case TextContent { AdditionalProperties: null } text when _parts is [.., TextContent { AdditionalProperties: null } last]:
                (_text ??= new StringBuilder(last.Text)).Append(text.Text);
                break;
            case TextContent { AdditionalProperties: null, Text.Length: 0 }:
                break;
            default:
                CloseText();
                _parts.Add(part);
                break;
        }
    }

    private void CloseText()
    {
        if (_text is not null)
        {
            _parts[^1] = new TextContent(_text.ToString());
            _text = null;
        }
    }
}
