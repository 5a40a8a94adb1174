using System.Text.Json;
using Agents.Core.Json;
using Agents.Silo.Models.Messages;
using Agents.Testing.Models;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Tests.Models.Conformance;

/// <summary>Tools over each protocol: out as declarations, in as calls, out again as results.</summary>
public sealed class ToolTests
{
    public static TheoryData<string> Wires => WireSubject.Wires;

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Call_IsRead_WholeAndOnce(string provider)
    {
        await using var subject = await WireSubject.StartAsync(provider, ModelAnswer.Call(new ScriptedCall("c1", "find", """{"name":"api","deep":{"n":[1,2]}}""")));
        var answer = await subject.Client.GetResponseAsync("Look", Tools());
        answer.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
        var call = answer.Messages[0].Contents.OfType<FunctionCallContent>().ShouldHaveSingleItem();
        (call.CallId, call.Name, ToolCalls.ArgumentsOf(call)).ShouldBe(("c1", "find", """{"name":"api","deep":{"n":[1,2]}}"""));
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task ParallelCalls_AreAllRead_InOrder(string provider)
    {
        await using var subject = await WireSubject.StartAsync(
            provider,
            new ModelAnswer.Streamed(["Two at once."]) { Calls = [new ScriptedCall("c1", "find", """{"name":"a"}"""), new ScriptedCall("c2", "find", """{"name":"b"}""")], FinishReason = "tool_calls" });
        var message = (await subject.Client.GetResponseAsync("Look", Tools())).Messages[0];
        message.Text.ShouldBe("Two at once.");
        message.Contents.OfType<FunctionCallContent>().Select(static call => $"{call.CallId}{ToolCalls.ArgumentsOf(call)}").ShouldBe(["""c1{"name":"a"}""", """c2{"name":"b"}"""]);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Conversation_GoesOnAfterAJournal(string provider)
    {
        await using var subject = await WireSubject.StartAsync(
            provider,
            new ModelAnswer.Streamed(["Looking."])
            {
                Thought = ("Where to look?", "c2lnbmF0dXJl"),
                Calls = [new ScriptedCall("c1", "find", """{"name":"a"}""") { Signature = "Y2FsbHNpZw==" }, new ScriptedCall("c2", "find", """{"name":"b"}""")],
                FinishReason = "tool_calls",
            },
            ModelAnswer.Text("Found."));
        List<ChatMessage> messages = [new(ChatRole.System, "Be brief."), new(ChatRole.User, "Look")];
        var asked = await subject.Client.GetResponseAsync(messages, Tools());
        messages.Add(Journaled(asked.Messages[0]));
        messages.Add(Journaled(new ChatMessage(ChatRole.Tool, [
            new FunctionResultContent("c1", "two pods"),
            new FunctionResultContent("c2", JsonElement.Parse("""{"count":0}""")) { AdditionalProperties = new() { [MessageProperties.IsError] = true } },
        ])));
        (await subject.Client.GetResponseAsync(messages, Tools())).Text.ShouldBe("Found.");
        JsonValue.Parse(subject.Server.Requests[^1].Body.GetProperty(provider == "google" ? "contents" : "messages").GetRawText()).ShouldBe(JsonValue.Parse(Expected(provider)));
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Choice_IsSaidInTheProtocolsOwnWay(string provider)
    {
        await using var subject = await WireSubject.StartAsync(provider, ModelAnswer.Text("a"));
        var options = Tools();
        options.ToolMode = ChatToolMode.RequireSpecific("find");
        options.AllowMultipleToolCalls = false;
        await subject.Client.GetResponseAsync("Look", options);
        var body = subject.Server.Requests[^1].Body;
        var said = provider switch
        {
            "openai" => $"{body.GetProperty("tool_choice")} {body.GetProperty("parallel_tool_calls")}",
            "anthropic" => $"{body.GetProperty("tool_choice")}",
            _ => $"{body.GetProperty("toolConfig")}",
        };
        said.ShouldBe(provider switch
        {
            "openai" => """{"type":"function","function":{"name":"find"}} False""",
            "anthropic" => """{"type":"tool","name":"find","disable_parallel_tool_use":true}""",
            _ => """{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["find"]}}""",
        });
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task ServerWithoutTools_IsNotSentAny(string provider)
    {
        await using var subject = await WireSubject.StartAsync(provider, TimeProvider.System, [$"Models:Providers:{provider}:SupportsTools=false"], ModelAnswer.Text("a"));
        await subject.Client.GetResponseAsync("Look", Tools());
        subject.Server.Requests[^1].Body.TryGetProperty("tools", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("anthropic")]
    public async Task ArgumentsThatAreNoJson_AreKeptAsTheyCame(string provider)
    {
        await using var subject = await WireSubject.StartAsync(provider, ModelAnswer.Call(new ScriptedCall("c1", "find", """{"name": """)), ModelAnswer.Text("a"));
        var message = Journaled((await subject.Client.GetResponseAsync("Look", Tools())).Messages[0]);
        var call = message.Contents.OfType<FunctionCallContent>().ShouldHaveSingleItem();
        call.Arguments.ShouldBeNull();
        ToolCalls.MalformedOf(call).ShouldBe("""{"name": """);
        await subject.Client.GetResponseAsync([new(ChatRole.User, "Look"), message, new(ChatRole.Tool, [new FunctionResultContent("c1", "That is no JSON.")])], Tools());
        subject.Server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task CallsWithoutIds_GetSomeThatNeverRepeat_AndAreNotSentBack()
    {
        await using var subject = await WireSubject.StartAsync("google", ModelAnswer.Call(new ScriptedCall(null, "find", """{"name":"a"}"""), new ScriptedCall(null, "find", """{"name":"b"}""")));
        List<ChatMessage> messages = [new(ChatRole.User, "Look")];
        var first = (await subject.Client.GetResponseAsync(messages, Tools())).Messages[0];
        messages.AddRange([Journaled(first), new(ChatRole.Tool, [.. first.Contents.OfType<FunctionCallContent>().Select(static call => new FunctionResultContent(call.CallId, "none"))])]);
        var second = (await subject.Client.GetResponseAsync(messages, Tools())).Messages[0];
        string[] ids = [.. first.Contents.Concat(second.Contents).OfType<FunctionCallContent>().Select(static call => call.CallId)];
        ids.ShouldBeUnique();
        ids.Length.ShouldBe(4);
        subject.Server.Requests[^1].Body.GetProperty("contents").GetRawText().ShouldNotContain("\"id\"");
    }

    private static ChatOptions Tools() => new() { Tools = [new FindTool()] };

    private static ChatMessage Journaled(ChatMessage message) => MessageJson.Read((JsonObject)JsonValue.Parse(MessageJson.Write(message).ToJson()));

    private static string Expected(string provider) => provider switch
    {
        "openai" => """
            [{"role":"system","content":"Be brief."},{"role":"user","content":"Look"},
             {"role":"assistant","content":"Looking.","tool_calls":[
               {"id":"c1","type":"function","function":{"name":"find","arguments":"{\"name\":\"a\"}"}},
               {"id":"c2","type":"function","function":{"name":"find","arguments":"{\"name\":\"b\"}"}}]},
             {"role":"tool","tool_call_id":"c1","content":"two pods"},
             {"role":"tool","tool_call_id":"c2","content":"{\"count\":0}"}]
            """,
        "anthropic" => """
            [{"role":"user","content":[{"type":"text","text":"Look"}]},
             {"role":"assistant","content":[
               {"type":"thinking","thinking":"Where to look?","signature":"c2lnbmF0dXJl"},
               {"type":"text","text":"Looking."},
               {"type":"tool_use","id":"c1","name":"find","input":{"name":"a"}},
               {"type":"tool_use","id":"c2","name":"find","input":{"name":"b"}}]},
             {"role":"user","content":[
               {"type":"tool_result","tool_use_id":"c1","content":"two pods"},
               {"type":"tool_result","tool_use_id":"c2","content":"{\"count\":0}","is_error":true}]}]
            """,
        _ => """
            [{"role":"user","parts":[{"text":"Look"}]},
             {"role":"model","parts":[
               {"text":"Where to look?","thought":true,"thoughtSignature":"c2lnbmF0dXJl"},
               {"text":"Looking."},
               {"functionCall":{"id":"c1","name":"find","args":{"name":"a"}},"thoughtSignature":"Y2FsbHNpZw=="},
               {"functionCall":{"id":"c2","name":"find","args":{"name":"b"}}}]},
             {"role":"user","parts":[
               {"functionResponse":{"id":"c1","name":"find","response":{"output":"two pods"}}},
               {"functionResponse":{"id":"c2","name":"find","response":{"error":{"count":0}}}}]}]
            """,
    };
}
