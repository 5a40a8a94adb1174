using System.Text;
using Agents.Core.Secrets;
using Agents.Silo.Secrets;

namespace Agents.Silo.Tests.Secrets;

public sealed class StreamRedactionTests
{
    private static readonly SecretText[] Known = [new(["canary-4711", "canary-4711-long"]), new(["own-secret-1"])];

    private static (string Text, int Pieces) Stream(string text, int size)
    {
        var (written, pieces) = (new StringBuilder(), 0);
        var stream = StreamRedaction.Over(Known, piece =>
        {
            written.Append(piece);
            pieces++;
        });
        foreach (var piece in text.Chunk(size))
        {
            stream.Add(new string(piece));
        }

        stream.Complete();
        return (written.ToString(), pieces);
    }

    [Theory]
    [InlineData("say canary-4711-long, canary-4711 and own-secret-1.")]
    [InlineData("canary-471")]
    [InlineData("the key sk-proj-Ab1Cd2Ef3Gh4Ij5Kl6 and Bearer abc1def2ghi3jkl4mno5 end")]
    [InlineData("nothing at all, only tasks")]
    public void HoweverTheTextIsCut_ItIsTheRedactedText(string text)
    {
        var expected = Known.Aggregate(text, static (clean, known) => known.Redact(clean));
        for (var size = 1; size <= text.Length; size++)
        {
            Stream(text, size).Text.ShouldBe(expected, $"cut every {size}");
        }
    }

    [Fact]
    public void OrdinaryText_IsNotHeldBack()
    {
        const string Text = "Nine little ducks went up a hill";
        var pieces = Stream(Text, 5).Pieces;
        Stream(Text, 5).Text.ShouldBe(Text);
        pieces.ShouldBe(7);
    }
}
