using Agents.Core.Chat;
using Agents.Core.Formats;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Chat;

public sealed class GuideRefineTests
{
    private const string Base = "Research a topic, write an article, ask for approval and publish it";

    [Theory]
    [InlineData("add a review step before publish", "research > write_article > approval! > review > publish")]
    [InlineData("Please add a review step after the article", "research > write_article > review > approval! > publish")]
    [InlineData("insert a step to translate the text into German after write", "research > write_article > translate_text_german > approval! > publish")]
    [InlineData("add a summary between research and writing", "research > summarise > write_article > approval! > publish")]
    [InlineData("add a step that notifies the team at the end", "research > write_article > approval! > publish > notifies_team")]
    [InlineData("before publish, proofread the article", "research > write_article > approval! > proofread_article > publish")]
    [InlineData("remove the approval", "research > write_article > publish")]
    [InlineData("delete research", "write_article > approval! > publish")]
    [InlineData("drop the publish step", "research > write_article > approval!")]
    [InlineData("rename write_article to draft", "research > draft > approval! > publish")]
    [InlineData("move approval before write_article", "research > approval! > write_article > publish")]
    [InlineData("ask for approval before writing", "research > approval_2! > write_article > approval! > publish")]
    [InlineData("remove research and rename publish to post", "write_article > approval! > post")]
    [InlineData("run it every Monday at 8", "schedule@0 8 * * 1 > research > write_article > approval! > publish")]
    public void Wish_ChangesTheStates(string wish, string states)
    {
        var refined = Guide.Refine(Guide.Describe(Base)!.Yaml, wish).ShouldBeOfType<Refinement.Refined>();
        Shape.Of(refined.Plan).ShouldBe(states, refined.Yaml);
        refined.Summary.ShouldNotBeNullOrWhiteSpace();
        WorkflowLoader.Load(refined.Yaml, new WorkflowLoadOptions { Strict = true }).HasErrors.ShouldBeFalse();
    }

    [Fact]
    public void ReviewAfterAnApproval_ReadsTheTextAndHandsItOn()
    {
        var refined = Refine("add a review step before publish");
        State(refined, "review").Input!.Written.ToJson().ShouldBe("""{"material":"{{ steps.write_article.output }}"}""");
        State(refined, "publish").Input!.Written.ToJson().ShouldBe("""{"material":"{{ steps.write_article.output }}","review":"{{ steps.review.output }}"}""");
    }

    [Fact]
    public void TranslationBeforeAnApproval_IsWhatIsApprovedAndPublished()
    {
        var refined = Refine("add a step to translate the text after write_article");
        ((ApprovalState)State(refined, "approval")).SummaryPath!.ToString().ShouldContain("translate_text");
        State(refined, "publish").Input!.Written.ToJson().ShouldBe("""{"material":"{{ steps.translate_text.output }}"}""");
    }

    [Fact]
    public void RenamedStep_IsReadByItsNewName() => State(Refine("rename write_article to draft"), "publish").Input!.Written.ToJson().ShouldBe("""{"material":"{{ steps.draft.output }}"}""");

    [Fact]
    public void RemovedStep_IsReadByNobody()
    {
        var refined = Refine("remove write_article");
        refined.Yaml.ShouldNotContain("steps.write_article");
        refined.Plan.Agents.Keys.ShouldNotContain("writer");
    }

    [Fact]
    public void JudgeOfASwitch_GoesWithIt()
    {
        var made = Guide.Describe("Draft it. If it is long, shorten it. Send it.")!;
        var refined = Guide.Refine(made.Yaml, "remove check_long").ShouldBeOfType<Refinement.Refined>();
        Shape.Of(refined.Plan).ShouldBe("draft > send");
    }

    [Fact]
    public void Tool_GoesToTheAgentOfTheStep() => Refine("use web_search in research").Plan.Agents["researcher"].Tools.Select(static tool => tool.Name).ShouldBe(["web_search"]);

    [Fact]
    public void Schedule_GivesInputsDefaultsAndGoesAgain()
    {
        var scheduled = Refine("run it every day at 9");
        scheduled.Plan.InputSchema!.ToJson().ShouldContain("\"default\":\"topic\"");
        Shape.Of(Guide.Refine(scheduled.Yaml, "remove the schedule").ShouldBeOfType<Refinement.Refined>().Plan).ShouldStartWith("research >");
    }

    [Fact]
    public void Name_ChangesTheIdThatWasMadeOfIt()
    {
        var plan = Refine("call it Weekly digest").Plan;
        (plan.Name, plan.Id).ShouldBe(("Weekly digest", "weekly-digest"));
    }

    [Fact]
    public void Input_CanBeReadByTasks()
    {
        var refined = Refine("add an input language");
        Shape.Inputs(refined.Plan).ShouldBe("topic,language");
        var written = Guide.Refine(refined.Yaml, "change write_article to: write an article in the language").ShouldBeOfType<Refinement.Refined>();
        ((AgentState)State(written, "write_article")).Task!.Text.ShouldBe("Write an article in {{ input.language }}");
    }

    [Theory]
    [InlineData("remove the juggling", "There is no step 'juggling'. Steps: research, write_article, approval, publish.")]
    [InlineData("move publish before publish", "'publish' cannot move before itself.")]
    [InlineData("use web_search in approval", "'approval' has no agent")]
    public void WhatCannotBeDone_IsRefusedWithTheReason(string wish, string reason)
        => Guide.Refine(Guide.Describe(Base)!.Yaml, wish).ShouldBeOfType<Refinement.Refused>().Reason.ShouldStartWith(reason);

    [Fact]
    public void OnlyStep_StaysWhereItIs()
        => Guide.Refine(Guide.Describe("Write a poem")!.Yaml, "remove write_poem").ShouldBeOfType<Refinement.Refused>().Reason.ShouldContain("only step");

    [Theory]
    [InlineData("I am not sure about the tone of the whole thing")]
    [InlineData("what does research do")]
    public void OtherWords_AreNotUnderstood(string wish) => Guide.Refine(Guide.Describe(Base)!.Yaml, wish).ShouldBeOfType<Refinement.NotUnderstood>();

    [Fact]
    public void GraphFormat_IsForHands() => Guide.Refine(Formats.Samples.Graph, "remove plan").ShouldBeOfType<Refinement.Refused>().Reason.ShouldContain("state-machine format");

    [Theory]
    [InlineData("Yes!", ChatIntent.Agree)]
    [InlineData("looks good", ChatIntent.Agree)]
    [InlineData("Approve", ChatIntent.Approve)]
    [InlineData("yes, approve it", ChatIntent.Approve)]
    [InlineData("no", ChatIntent.Decline)]
    [InlineData("Hello", ChatIntent.Greet)]
    [InlineData("help", ChatIntent.Help)]
    [InlineData("start over", ChatIntent.StartOver)]
    [InlineData("run it", ChatIntent.Execute)]
    [InlineData("deploy", ChatIntent.Deploy)]
    [InlineData("yes, I want to research a topic", ChatIntent.Other)]
    [InlineData("approve the expenses of each customer", ChatIntent.Other)]
    public void ShortWords_HaveTheirIntent(string text, ChatIntent intent) => ChatIntents.Of(text).ShouldBe(intent);

    [Fact]
    public void Advice_CanBeTakenByItsMessage()
    {
        var made = Guide.Describe(Base)!;
        var advice = WorkflowAdvice.Of(made.Plan, static _ => true);
        advice.Select(static one => one.Message).ShouldBe(["Add a review step before publish", "Use web_search in research", "Add a summarize step before write_article"]);
        advice.ShouldAllBe(one => Guide.Refine(made.Yaml, one.Message!) is Refinement.Refined);
    }

    [Fact]
    public void ModelCalls_CountThreeItemsOfAList() => WorkflowAdvice.ModelCalls(Guide.Describe("List the files. For each file, read it and summarise it. Write a report.")!.Plan).ShouldBe(8);

    private static Refinement.Refined Refine(string wish) => Guide.Refine(Guide.Describe(Base)!.Yaml, wish).ShouldBeOfType<Refinement.Refined>();

    private static State State(Refinement.Refined refined, string name) => refined.Plan.States.First(state => state.Name == name);
}
