<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>EarlierVersionsDialog</name>
    <message numerus="yes">
        <source>%n entries on its last map.</source>
        <translation>
            <numerusform>%n entry on its last map.</numerusform>
            <numerusform>%n entries on its last map.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dated maps in all.</source>
        <translation>
            <numerusform>%n dated map in all.</numerusform>
            <numerusform>%n dated maps in all.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Editing</name>
    <message numerus="yes">
        <source>Add %n entries</source>
        <translation>
            <numerusform>Add %n entry</numerusform>
            <numerusform>Add %n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n added to “Not placed yet”.</source>
        <translation>
            <numerusform>%n added to “Not placed yet”.</numerusform>
            <numerusform>%n added to “Not placed yet”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n entries</source>
        <translation>
            <numerusform>Delete %n entry</numerusform>
            <numerusform>Delete %n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n entries. Undo brings them back.</source>
        <translation>
            <numerusform>Deleted %n entry. Undo brings it back.</numerusform>
            <numerusform>Deleted %n entries. Undo brings them back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take %n entries off the rings</source>
        <translation>
            <numerusform>Take %n entry off the rings</numerusform>
            <numerusform>Take %n entries off the rings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries: not placed yet</source>
        <translation>
            <numerusform>%n entry: not placed yet</numerusform>
            <numerusform>%n entries: not placed yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mark {kind} for %n entries</source>
        <translation>
            <numerusform>Mark {kind} for %n entry</numerusform>
            <numerusform>Mark {kind} for %n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tie %n entries</source>
        <translation>
            <numerusform>Tie %n entry</numerusform>
            <numerusform>Tie %n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries know each other.</source>
        <translation>
            <numerusform>%n entry is tied.</numerusform>
            <numerusform>%n entries know each other.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n entries</source>
        <translation>
            <numerusform>Move %n entry</numerusform>
            <numerusform>Move %n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries: {ring}</source>
        <translation>
            <numerusform>%n entry: {ring}</numerusform>
            <numerusform>%n entries: {ring}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NamesAnswer</name>
    <message numerus="yes">
        <source>Add %n entries</source>
        <translation>
            <numerusform>Add %n entry</numerusform>
            <numerusform>Add %n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n added to “Not placed yet”.</source>
        <translation>
            <numerusform>%n added to “Not placed yet”.</numerusform>
            <numerusform>%n added to “Not placed yet”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ObservationTexts</name>
    <message numerus="yes">
        <source>%n of {all} possible pairs know each other.</source>
        <translation>
            <numerusform>%n of {all} possible pairs know each other.</numerusform>
            <numerusform>%n of {all} possible pairs know each other.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are %n circles of people who know each other.</source>
        <translation>
            <numerusform>There is %n circle of people who know each other.</numerusform>
            <numerusform>There are %n circles of people who know each other.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your map reaches into %n parts of life.</source>
        <translation>
            <numerusform>Your map reaches into %n part of life.</numerusform>
            <numerusform>Your map reaches into %n parts of life.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of {all} go both ways.</source>
        <translation>
            <numerusform>%n of {all} goes both ways.</numerusform>
            <numerusform>%n of {all} go both ways.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PersonPanel</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlaceBox</name>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrintDialog</name>
    <message numerus="yes">
        <source>Those not placed yet: %n</source>
        <translation>
            <numerusform>The one not placed yet</numerusform>
            <numerusform>Those not placed yet: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n private entries stay off the paper.</source>
        <translation>
            <numerusform>%n private entry stays off the paper.</numerusform>
            <numerusform>%n private entries stay off the paper.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrivacyDialog</name>
    <message numerus="yes">
        <source>After %n minutes, only with a passphrase</source>
        <translation>
            <numerusform>After %n minute, only with a passphrase</numerusform>
            <numerusform>After %n minutes, only with a passphrase</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>After %n minutes</source>
        <translation>
            <numerusform>After %n minute</numerusform>
            <numerusform>After %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Protecting</name>
    <message numerus="yes">
        <source>%n older copies are not protected</source>
        <translation>
            <numerusform>%n older copy is not protected</numerusform>
            <numerusform>%n older copies are not protected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them could not be deleted</source>
        <translation>
            <numerusform>%n of them could not be deleted</numerusform>
            <numerusform>%n of them could not be deleted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecoveryCard</name>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dated maps</source>
        <translation>
            <numerusform>%n dated map</numerusform>
            <numerusform>%n dated maps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RingsDialog</name>
    <message numerus="yes">
        <source>%n entries there will go back to “Not placed yet”. Nobody is moved to another ring.</source>
        <translation>
            <numerusform>%n entry there will go back to “Not placed yet”. Nobody is moved to another ring.</numerusform>
            <numerusform>%n entries there will go back to “Not placed yet”. Nobody is moved to another ring.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StoryNames</name>
    <message numerus="yes">
        <source>Add %n entries</source>
        <translation>
            <numerusform>Add %n entry</numerusform>
            <numerusform>Add %n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n added to “Not placed yet”.</source>
        <translation>
            <numerusform>%n added to “Not placed yet”.</numerusform>
            <numerusform>%n added to “Not placed yet”.</numerusform>
        </translation>
    </message>
</context>
</TS>
