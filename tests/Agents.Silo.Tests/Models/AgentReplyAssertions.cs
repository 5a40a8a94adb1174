using Agents.Core.Json;
using Agents.Silo.Models;

namespace Agents.Silo.Tests.Models;

internal static class AgentReplyAssertions
{
    public static JsonValue Output(this AgentReply reply) => reply.ShouldBeOfType<AgentReply.Succeeded>().Output;

    public static string OutputText(this AgentReply reply) => reply.Output().ShouldBeOfType<JsonString>().Value;

    public static ModelFailure Failure(this AgentReply reply) => reply.ShouldBeOfType<AgentReply.Failed>().Failure;
}
