using System.Text.Json;
using Agents.Core.Json;
using Agents.Silo.Models.Messages;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Tests.Models.Messages;

public sealed class MessageJsonTests
{
    /// <summary>One message per line, as journals have them.</summary>
    public static TheoryData<string> Written =>
    [
        """{"role":"user","parts":[{"type":"text","content":"Which pods?"}]}""",
        """{"role":"assistant","parts":[{"type":"reasoning","content":"Look first.","protected":"c2ln"},{"type":"tool_call","id":"c1","name":"find","arguments":{"z":1,"a":{"deep":[1.50,null]}}}]}""",
        """{"role":"assistant","parts":[{"type":"reasoning","content":"","protected":"ZW5j","extra":{"redacted":true}},{"type":"text","content":"Done","extra":{"thought_signature":"Zw=="}}]}""",
        """{"role":"assistant","parts":[{"type":"tool_call","id":"c2","name":"find","arguments":null,"extra":{"malformed_arguments":"{\"a\":"}}]}""",
        """{"role":"tool","parts":[{"type":"tool_call_response","id":"c1","response":"two"},{"type":"tool_call_response","id":"c2","response":{"count":2},"extra":{"is_error":true}}],"name":"find"}""",
        """{"role":"assistant","parts":[],"extra":{"note":{"a":[1]}}}""",
    ];

    [Theory]
    [MemberData(nameof(Written))]
    public void WrittenMessage_ReadAndWrittenAgain_IsTheSame(string json)
        => MessageJson.Write(MessageJson.Read((JsonObject)JsonValue.Parse(json))).ToJson().ShouldBe(json);

    [Fact]
    public void Parts_ComeBackAsTheyWere()
    {
        var message = new ChatMessage(ChatRole.Assistant, [
            new TextReasoningContent("Hm.") { ProtectedData = "sig" },
            new FunctionCallContent("c1", "find", new Dictionary<string, object?> { ["n"] = 3, ["q"] = JsonElement.Parse("[1]") }) { AdditionalProperties = new() { [MessageProperties.ThoughtSignature] = "g" } },
        ]);
        var read = MessageJson.Read(MessageJson.Write(message));
        var (thought, call) = (read.Contents[0].ShouldBeOfType<TextReasoningContent>(), read.Contents[1].ShouldBeOfType<FunctionCallContent>());
        (thought.Text, thought.ProtectedData).ShouldBe(("Hm.", "sig"));
        (call.CallId, call.Name).ShouldBe(("c1", "find"));
        call.Arguments!.Select(static argument => $"{argument.Key}={argument.Value}").ShouldBe(["n=3", "q=[1]"]);
        call.AdditionalProperties![MessageProperties.ThoughtSignature].ShouldBe("g");
    }

    [Fact]
    public void UnknownPart_IsRefusedAndNamed()
    {
        var message = new ChatMessage(ChatRole.User, [new UriContent("https://example.com/a.png", "image/png")]);
        Should.Throw<NotSupportedException>(() => MessageJson.Write(message)).Message.ShouldContain("UriContent");
        Should.Throw<InvalidDataException>(() => MessageJson.Read((JsonObject)JsonValue.Parse("""{"role":"user","parts":[{"type":"image"}]}"""))).Message.ShouldContain("image");
    }
}
