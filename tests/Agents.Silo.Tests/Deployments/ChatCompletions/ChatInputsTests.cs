using System.Text;
using Agents.Core.Json;
using Agents.Silo.Deployments.ChatCompletions;

namespace Agents.Silo.Tests.Deployments.ChatCompletions;

public sealed class ChatInputsTests
{
    private const string Conversation = """[{"role":"user","content":"a"},{"role":"assistant","content":"b"},{"role":"user","content":"c"}]""";

    [Theory]
    [InlineData("null", "{}", """{"message":"c","messages":""" + Conversation + "}")]
    [InlineData("""{"properties": {"topic": {"type": "string"}}}""", "{}", """{"topic":"c"}""")]
    [InlineData("""{"required": ["topic"], "properties": {"tone": {"type": "string"}, "topic": {"type": "string"}}}""", "{}", """{"topic":"c"}""")]
    [InlineData("""{"required": ["topic"], "properties": {"message": {"type": "string"}, "topic": {"type": "string"}}}""", "{}", """{"message":"c"}""")]
    [InlineData("""{"properties": {"left": {"type": "string"}, "right": {"type": "string"}}}""", """{"left": "x"}""", """{"left":"x","right":"c"}""")]
    [InlineData("""{"properties": {"messages": {"type": "array"}}}""", "{}", """{"messages":""" + Conversation + "}")]
    [InlineData("""{"properties": {"conversation": {"type": "array"}, "left": {"type": "string"}, "right": {"type": "string"}}}""", "{}", """{"conversation":""" + Conversation + "}")]
    [InlineData("""{"properties": {"messages": {"type": "array"}, "topic": {"type": "string"}}}""", "{}", """{"messages":""" + Conversation + ""","topic":"c"}""")]
    [InlineData("""{"properties": {"level": {"type": "string", "enum": ["x", "y"]}, "day": {"type": "string", "format": "date"}, "topic": {"type": "string"}}}""", "{}", """{"topic":"c"}""")]
    [InlineData("""{"properties": {"count": {"type": "integer"}}}""", "{}", "{}")]
    [InlineData("""{"properties": {"topic": {"type": "string"}}}""", """{"topic": "mine"}""", """{"topic":"mine"}""")]
    public void Message_GoesToTheInputThatTakesIt(string schema, string inputs, string expected)
    {
        var bound = ChatInputs.Of(JsonValue.Parse(schema) is JsonObject given ? given : null, Request(inputs, "{}"), out var problem);

        problem.ShouldBeNull();
        bound!.ToJson().ShouldBe(expected);
    }

    [Fact]
    public void Metadata_IsTypedAsTheSchemaSaysAndTheRestIsTheCallersOwn()
    {
        var schema = JsonValue.Parse("""{"properties": {"count": {"type": "integer"}, "loud": {"type": "boolean"}, "topic": {"type": "string"}, "tone": {"type": "string"}}}""");

        var bound = ChatInputs.Of(schema, Request("""{"count": 7}""", """{"count": "3", "loud": "true", "tone": "12", "user_id": "u1"}"""), out _);

        bound!.ToJson().ShouldBe("""{"count":7,"loud":true,"tone":"12","topic":"c"}""");
    }

    [Fact]
    public void SeveralTexts_AreNamed()
    {
        var schema = JsonValue.Parse("""{"properties": {"left": {"type": "string"}, "right": {"type": "string"}}}""");

        ChatInputs.Of(schema, Request("{}", "{}"), out var problem).ShouldBeNull();

        problem!.Parameter.ShouldBe("inputs");
        problem.Message.ShouldContain("'left', 'right'");
    }

    private static ChatRequest Request(string inputs, string metadata) => ChatRequest.Read(
        Encoding.UTF8.GetBytes($$"""{"model": "m", "messages": {{Conversation}}, "inputs": {{inputs}}, "metadata": {{metadata}}}"""), out _)!;
}
