using Agents.Silo.Chat;

namespace Agents.Silo.Tests.Chat;

public sealed class ModelProseTests
{
    [Theory]
    [InlineData("Just words.", "Just words.", null)]
    [InlineData("Here:\n```yaml\nid: a\n```\nDone.", "Here:", "id: a\n")]
    [InlineData("Here `code` it is.\n\n```\nid: a\n```", "Here `code` it is.", "id: a\n")]
    [InlineData("Here it is.\nid: a\nstates: []", "Here it is.", "id: a\nstates: []\n")]
    [InlineData("id: a\nstates: []", "", "id: a\nstates: []\n")]
    [InlineData("Name the states: a and b.", "Name the states: a and b.", null)]
    public void Answer_IsPartedIntoWordsAndDefinition_HoweverItComes(string answer, string words, string? definition)
    {
        ModelProse.Words(answer).ShouldBe(words);
        ModelProse.Definition(answer).ShouldBe(definition);
        for (var size = 1; size <= answer.Length; size++)
        {
            var shown = "";
            var prose = new ModelProse(piece => shown += piece);
            foreach (var piece in answer.Chunk(size))
            {
                prose.Add(new string(piece));
            }

            words.ShouldStartWith(shown.Trim(), Case.Sensitive, $"in pieces of {size}");
        }
    }
}
