using System.Text;
using Agents.Silo.Models.Messages;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models;

/// <summary>How large a prompt is at most, before anybody has counted its tokens.</summary>
internal static class PromptBytes
{
    public static long Of(ChatMessage message)
        => message.Contents.All(static part => part is TextContent) ? Encoding.UTF8.GetByteCount(message.Text) : MessageJson.Write(message).ToUtf8Bytes().Length;

    public static long Of(IEnumerable<AITool>? tools)
        => (tools ?? []).OfType<AIFunctionDeclaration>().Sum(static tool =>
            (long)Encoding.UTF8.GetByteCount(tool.Name) + Encoding.UTF8.GetByteCount(tool.Description) + Encoding.UTF8.GetByteCount(tool.JsonSchema.GetRawText()));
}
