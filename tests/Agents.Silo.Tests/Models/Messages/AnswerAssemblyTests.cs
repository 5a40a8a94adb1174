using Agents.Silo.Models.Messages;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Tests.Models.Messages;

public sealed class AnswerAssemblyTests
{
    [Fact]
    public void NeighbouringText_BecomesOnePart()
        => Assemble(new TextContent("a"), new TextContent(""), new TextContent("b"), new TextContent("c")).Contents.ShouldHaveSingleItem().ToString().ShouldBe("abc");

    [Fact]
    public void TextAroundACall_StaysApart()
        => Assemble(new TextContent("a"), new FunctionCallContent("c1", "find"), new TextContent("b"), new TextContent("c")).Contents
            .Select(static part => part is FunctionCallContent call ? call.Name : part.ToString()).ShouldBe(["a", "find", "bc"]);

    [Fact]
    public void SignedText_IsNotMixedWithOther()
    {
        var signed = new TextContent("") { AdditionalProperties = new() { [MessageProperties.ThoughtSignature] = "s" } };
        var message = Assemble(new TextContent("a"), new TextContent("b"), signed, new TextContent("c"));
        message.Contents.Select(static part => part.ToString()).ShouldBe(["ab", "", "c"]);
        message.Contents[1].ShouldBeSameAs(signed);
    }

    private static ChatMessage Assemble(params AIContent[] parts)
    {
        var assembly = new AnswerAssembly();
        foreach (var part in parts)
        {
            assembly.Add(new ChatResponseUpdate(ChatRole.Assistant, [part]));
        }

        return assembly.ToMessage();
    }
}
