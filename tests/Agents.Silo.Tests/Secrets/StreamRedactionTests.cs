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
        const string Text = "Words that begin nothing go out as they come";
        Stream(Text, 1).ShouldBe((Text, Text.Length - Held(Text)));
    }

    // What begins as a secret does waits for one more letter.
    private static int Held(string text) => text.Count(static letter => letter is 'c' or 'o') - (text[^1] is 'c' or 'o' ? 1 : 0);
}
