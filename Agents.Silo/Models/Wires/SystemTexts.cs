using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Wires;

/// <summary>The system's texts, for wires that have them beside the messages.</summary>
internal static class SystemTexts
{
    /// <summary>The instructions and every system message, without empty ones.</summary>
    public static IEnumerable<string> Of(IEnumerable<ChatMessage> messages, string? instructions)
        => messages.Where(static message => message.Role == ChatRole.System).Select(static message => message.Text).Prepend(instructions).OfType<string>()
            .Where(static text => !string.IsNullOrWhiteSpace(text));
}
