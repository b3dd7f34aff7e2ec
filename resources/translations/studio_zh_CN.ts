<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Portrait Style Studio</source>
        <translation>关于 Portrait Style Studio</translation>
    </message>
    <message>
        <source>Portrait Style Studio {version}</source>
        <translation>Portrait Style Studio {version}</translation>
    </message>
    <message>
        <source>A photo editor for portraits that learns your style. All is computed on this computer.</source>
        <translation>一款能学习您个人风格的人像照片编辑器。所有计算都在本机完成。</translation>
    </message>
    <message>
        <source>The program opens no network connection, and so does not look for updates. For news and newer versions look where you got this one; what each version changed is in its CHANGELOG.</source>
        <translation>本程序不会连接网络，因此也不会自动检查更新。如需了解最新消息或获取新版本，请前往您获得本程序的地方；各版本的变化见其 CHANGELOG。</translation>
    </message>
    <message>
        <source>Free under the Apache License 2.0. The parts that it is made of have these licences:</source>
        <translation>依据 Apache 许可证 2.0 免费使用。各组成部分的许可证如下：</translation>
    </message>
    <message>
        <source>Free under the Apache License 2.0. Its parts were installed by pip, with their licences.</source>
        <translation>依据 Apache 许可证 2.0 免费使用。各组成部分及其许可证由 pip 安装。</translation>
    </message>
    <message>
        <source>Part of the program</source>
        <translation>程序的组成部分</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Action</name>
    <message>
        <source>Open Photos…</source>
        <translation>打开照片…</translation>
    </message>
    <message>
        <source>Open one or more photos</source>
        <translation>打开一张或多张照片</translation>
    </message>
    <message>
        <source>Open Folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Open all photos of a folder</source>
        <translation>打开文件夹中的所有照片</translation>
    </message>
    <message>
        <source>Open the Sample Portrait</source>
        <translation>打开示例人像</translation>
    </message>
    <message>
        <source>Try the program on a portrait that comes with it</source>
        <translation>用自带的人像照片试用本程序</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Keep the style that is applied at the top of the gallery</source>
        <translation>将当前应用的风格置于风格库顶部</translation>
    </message>
    <message>
        <source>About This Style</source>
        <translation>关于此风格</translation>
    </message>
    <message>
        <source>How the style that is applied was made, how well, by whom</source>
        <translation>当前应用的风格如何制作、效果如何、由谁制作</translation>
    </message>
    <message>
        <source>Name and Group…</source>
        <translation>名称与分组…</translation>
    </message>
    <message>
        <source>Name the style that is applied, one of your own</source>
        <translation>为当前应用的自有风格命名</translation>
    </message>
    <message>
        <source>Duplicate Style</source>
        <translation>复制风格</translation>
    </message>
    <message>
        <source>Make a copy of the style that is applied your own</source>
        <translation>将当前应用的风格复制为自有风格</translation>
    </message>
    <message>
        <source>Import Styles…</source>
        <translation>导入风格…</translation>
    </message>
    <message>
        <source>Add style files (.pstyle, .cube or HaldCLUT) to your styles</source>
        <translation>将风格文件（.pstyle、.cube 或 HaldCLUT）加入我的风格</translation>
    </message>
    <message>
        <source>Export Style File…</source>
        <translation>导出风格文件…</translation>
    </message>
    <message>
        <source>Write the file of the style that is applied, to hand it on</source>
        <translation>写出当前应用的风格的文件，以便分享</translation>
    </message>
    <message>
        <source>Export as Look-up Table…</source>
        <translation>导出为查找表…</translation>
    </message>
    <message>
        <source>Write the style that is applied for other programs; see what is kept</source>
        <translation>写出当前应用的风格供其他程序使用，并查看保留程度</translation>
    </message>
    <message>
        <source>Remove Style</source>
        <translation>移除风格文件</translation>
    </message>
    <message>
        <source>Move the style that is applied, one of your own, to the trash</source>
        <translation>将当前应用的自有风格移到废纸篓</translation>
    </message>
    <message>
        <source>Restore Style…</source>
        <translation>恢复风格…</translation>
    </message>
    <message>
        <source>Take a style out of the trash again</source>
        <translation>从废纸篓中取回风格</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Write the edited photo to a new file</source>
        <translation>将编辑后的照片写入新文件</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>首选项…</translation>
    </message>
    <message>
        <source>Language, theme, device, monitor</source>
        <translation>语言、主题、计算设备、显示器</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Take the last edit of this photo back</source>
        <translation>撤销对这张照片的上一步编辑</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Do again what was undone</source>
        <translation>重做已撤销的编辑</translation>
    </message>
    <message>
        <source>Reset Photo</source>
        <translation>重置照片</translation>
    </message>
    <message>
        <source>Take all edits of this photo away; can be undone</source>
        <translation>去除这张照片的所有编辑，可以撤销</translation>
    </message>
    <message>
        <source>No Style</source>
        <translation>不使用风格</translation>
    </message>
    <message>
        <source>Take the style away; light and colour stay</source>
        <translation>去除风格，保留光线与色彩调整</translation>
    </message>
    <message>
        <source>Stronger Style</source>
        <translation>增强风格</translation>
    </message>
    <message>
        <source>Raise the strength of the style by 5 %</source>
        <translation>风格强度增加 5 %</translation>
    </message>
    <message>
        <source>Weaker Style</source>
        <translation>减弱风格</translation>
    </message>
    <message>
        <source>Lower the strength of the style by 5 %</source>
        <translation>风格强度降低 5 %</translation>
    </message>
    <message>
        <source>Show Before</source>
        <translation>显示原图</translation>
    </message>
    <message>
        <source>Show the untouched photo while the key is held</source>
        <translation>按住按键时显示未编辑的照片</translation>
    </message>
    <message>
        <source>Show Area</source>
        <translation>显示区域</translation>
    </message>
    <message>
        <source>Show in red where the style acts</source>
        <translation>以红色显示风格作用的区域</translation>
    </message>
    <message>
        <source>Single</source>
        <translation>单图</translation>
    </message>
    <message>
        <source>Show the edited photo alone</source>
        <translation>只显示编辑后的照片</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>分割对比</translation>
    </message>
    <message>
        <source>Before and after on two sides of a line that can be dragged</source>
        <translation>在可拖动的分割线两侧显示编辑前后</translation>
    </message>
    <message>
        <source>Side by Side</source>
        <translation>并排对比</translation>
    </message>
    <message>
        <source>Before and after beside each other, at the same zoom</source>
        <translation>以相同缩放并排显示编辑前后</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适合窗口</translation>
    </message>
    <message>
        <source>Show the whole photo</source>
        <translation>显示整张照片</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>One pixel of the photo on one of the screen</source>
        <translation>照片的一个像素对应屏幕的一个像素</translation>
    </message>
    <message>
        <source>200 %</source>
        <translation>200 %</translation>
    </message>
    <message>
        <source>Each pixel of the photo on four of the screen</source>
        <translation>照片的一个像素对应屏幕的四个像素</translation>
    </message>
    <message>
        <source>Toggle 100 %</source>
        <translation>切换 100 %</translation>
    </message>
    <message>
        <source>Between the whole photo and 100 %</source>
        <translation>在整张照片与 100 % 之间切换</translation>
    </message>
    <message>
        <source>Zoom In</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Closer</source>
        <translation>放大画面</translation>
    </message>
    <message>
        <source>Zoom Out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Farther away</source>
        <translation>缩小画面</translation>
    </message>
    <message>
        <source>Next Photo</source>
        <translation>下一张照片</translation>
    </message>
    <message>
        <source>The next photo of the filmstrip</source>
        <translation>胶片栏中的下一张照片</translation>
    </message>
    <message>
        <source>Previous Photo</source>
        <translation>上一张照片</translation>
    </message>
    <message>
        <source>The photo before this one in the filmstrip</source>
        <translation>胶片栏中的上一张照片</translation>
    </message>
    <message>
        <source>Find an Action…</source>
        <translation>查找操作…</translation>
    </message>
    <message>
        <source>Everything the program can do, by its name</source>
        <translation>按名称查找程序的所有功能</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>修图</translation>
    </message>
    <message>
        <source>Edit photos</source>
        <translation>编辑照片</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Teach the program a style from your photos</source>
        <translation>用您的照片教程序学会一种风格</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Style</source>
        <translation>风格(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Open Recent</source>
        <translation>打开最近的照片</translation>
    </message>
    <message>
        <source>{action} {what}</source>
        <translation>{action} {what}</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>Cut the picture: drag the box, Enter applies, Escape leaves</source>
        <translation>裁剪画面：拖动裁剪框，回车应用，Esc 退出</translation>
    </message>
    <message>
        <source>Apply Crop</source>
        <translation>应用裁剪</translation>
    </message>
    <message>
        <source>Cut the picture to the box of the crop tool</source>
        <translation>按裁剪框裁剪画面</translation>
    </message>
    <message>
        <source>Leave Crop</source>
        <translation>退出裁剪</translation>
    </message>
    <message>
        <source>Close the crop tool and leave the crop as it was</source>
        <translation>关闭裁剪工具，保持原来的裁剪</translation>
    </message>
    <message>
        <source>Rotate Left</source>
        <translation>向左旋转</translation>
    </message>
    <message>
        <source>Turn the photo a quarter to the left</source>
        <translation>将照片逆时针旋转 90°</translation>
    </message>
    <message>
        <source>Rotate Right</source>
        <translation>向右旋转</translation>
    </message>
    <message>
        <source>Turn the photo a quarter to the right</source>
        <translation>将照片顺时针旋转 90°</translation>
    </message>
    <message>
        <source>Flip Horizontally</source>
        <translation>水平翻转</translation>
    </message>
    <message>
        <source>Mirror the photo left to right</source>
        <translation>左右镜像照片</translation>
    </message>
    <message>
        <source>Flip Vertically</source>
        <translation>垂直翻转</translation>
    </message>
    <message>
        <source>Mirror the photo top to bottom</source>
        <translation>上下镜像照片</translation>
    </message>
    <message>
        <source>Reset Crop and Straighten</source>
        <translation>重置裁剪与拉直</translation>
    </message>
    <message>
        <source>Show the photo as it was taken: whole, upright and not mirrored</source>
        <translation>按拍摄时的样子显示照片：完整、不旋转、不镜像</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批处理</translation>
    </message>
    <message>
        <source>Do a whole shoot in one go</source>
        <translation>一次处理整组照片</translation>
    </message>
    <message>
        <source>Add to Batch</source>
        <translation>加入批处理</translation>
    </message>
    <message>
        <source>Gather this photo for a batch</source>
        <translation>把这张照片收入批处理列表</translation>
    </message>
    <message>
        <source>Start the Batch</source>
        <translation>开始批处理</translation>
    </message>
    <message>
        <source>Do what was planned</source>
        <translation>执行已经制定的计划</translation>
    </message>
    <message>
        <source>Pause the Batch</source>
        <translation>暂停批处理</translation>
    </message>
    <message>
        <source>Begin no more photos for the moment, or go on</source>
        <translation>暂时不再处理新的照片，或继续</translation>
    </message>
    <message>
        <source>Cancel the Batch</source>
        <translation>取消批处理</translation>
    </message>
    <message>
        <source>Stop; what is written stays, and the rest can be gone on with</source>
        <translation>停止；已写出的文件保留，其余的以后可以继续</translation>
    </message>
    <message>
        <source>Go On with the Batch</source>
        <translation>继续批处理</translation>
    </message>
    <message>
        <source>Do the photos that a batch has left</source>
        <translation>处理批次中余下的照片</translation>
    </message>
    <message>
        <source>Try Failed Photos Again</source>
        <translation>重试失败的照片</translation>
    </message>
    <message>
        <source>Those of the batch that could not be done</source>
        <translation>批次中未能处理的照片</translation>
    </message>
    <message>
        <source>Align with Scene</source>
        <translation>与场景对齐</translation>
    </message>
    <message>
        <source>Bring the skin of the photos chosen in the batch to their scene&apos;s</source>
        <translation>让批处理中所选照片的肤色与其场景一致</translation>
    </message>
    <message>
        <source>Redo with Alignment</source>
        <translation>对齐后重做</translation>
    </message>
    <message>
        <source>Do the photos of the batch again that are to be aligned</source>
        <translation>重新处理批处理中待对齐的照片</translation>
    </message>
    <message>
        <source>Show the Batch&apos;s Files</source>
        <translation>显示批处理的文件</translation>
    </message>
    <message>
        <source>Open the folder that the batch writes to</source>
        <translation>打开批处理写入的文件夹</translation>
    </message>
    <message>
        <source>Plan a New Batch</source>
        <translation>计划新的批处理</translation>
    </message>
    <message>
        <source>Leave the batch that is shown, and plan another one</source>
        <translation>离开当前显示的批次，另行计划</translation>
    </message>
    <message>
        <source>&amp;Batch</source>
        <translation>批处理(&amp;B)</translation>
    </message>
    <message>
        <source>Soft Proof</source>
        <translation>软打样</translation>
    </message>
    <message>
        <source>Show the photo in the colours of the profile chosen in the preferences</source>
        <translation>按首选项中所选的配置文件显示照片颜色</translation>
    </message>
    <message>
        <source>Gamut Warning</source>
        <translation>色域警告</translation>
    </message>
    <message>
        <source>Paint gray what the profile of the soft proof does not hold</source>
        <translation>将软打样配置文件色域之外的颜色标为灰色</translation>
    </message>
    <message>
        <source>About Portrait Style Studio</source>
        <translation>关于 Portrait Style Studio</translation>
    </message>
    <message>
        <source>Version, where news are, licences</source>
        <translation>版本、消息来源与许可证</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
</context>
<context>
    <name>AdoptForm</name>
    <message>
        <source>The style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>how others may use it; empty: not said</source>
        <translation>他人可如何使用；留空表示未说明</translation>
    </message>
    <message>
        <source>Try It on a Photo</source>
        <translation>用在照片上看看</translation>
    </message>
    <message>
        <source>Go to Edit and apply the style to the photo that is open</source>
        <translation>转到修图，并将此风格应用到打开的照片</translation>
    </message>
    <message>
        <source>In Your Gallery</source>
        <translation>已在风格库中</translation>
    </message>
    <message>
        <source>Add to My Styles</source>
        <translation>加入我的风格</translation>
    </message>
</context>
<context>
    <name>Advanced</name>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>These fit most photos as they are. A change here may teach less, or break the learning.</source>
        <translation>这些数值适合大多数照片。改动后可能学得更差，甚至学不成。</translation>
    </message>
    <message>
        <source>As Usual Again</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>As the plan says</source>
        <translation>按方案</translation>
    </message>
    <message>
        <source>Non-saturating</source>
        <translation>非饱和</translation>
    </message>
    <message>
        <source>Saturating (the original game)</source>
        <translation>饱和（最初的博弈形式）</translation>
    </message>
    <message>
        <source>Wasserstein</source>
        <translation>Wasserstein</translation>
    </message>
    <message>
        <source>Hinge</source>
        <translation>合页（Hinge）</translation>
    </message>
    <message>
        <source>Least squares</source>
        <translation>最小二乘</translation>
    </message>
    <message>
        <source>Relativistic (usual)</source>
        <translation>相对式（默认）</translation>
    </message>
    <message>
        <source>Falling in the second half (usual)</source>
        <translation>后半程下降（默认）</translation>
    </message>
    <message>
        <source>Falling all the way (cosine)</source>
        <translation>全程下降（余弦）</translation>
    </message>
    <message>
        <source>The same to the end</source>
        <translation>始终不变</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失函数</translation>
    </message>
    <message>
        <source>The rule of the game between the generator and its discriminators</source>
        <translation>生成器与判别器之间博弈的规则</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>How many steps the game has, in place of the plan&apos;s number</source>
        <translation>博弈的步数，取代方案中的步数</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>How many photos a step looks at; more takes more memory and time</source>
        <translation>每一步查看多少张照片；越多越占内存，也越慢</translation>
    </message>
    <message>
        <source>Learning rate of the generator</source>
        <translation>生成器的学习率</translation>
    </message>
    <message>
        <source>How far a step goes; too much and the colours swing</source>
        <translation>每一步走多远；过大时颜色会来回摆动</translation>
    </message>
    <message>
        <source>Learning rate of the discriminators</source>
        <translation>判别器的学习率</translation>
    </message>
    <message>
        <source>How fast those learn that tell learned from finished photos</source>
        <translation>负责分辨“学来的”与“成品”的判别器学得多快</translation>
    </message>
    <message>
        <source>Schedule of the rates</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>How the learning rates fall towards the end</source>
        <translation>学习率在训练后期如何下降</translation>
    </message>
    <message>
        <source>Gradient penalty</source>
        <translation>梯度惩罚</translation>
    </message>
    <message>
        <source>How strongly the discriminators are kept calm; 0 is off</source>
        <translation>约束判别器的力度；0 为关闭</translation>
    </message>
    <message>
        <source>Share of self-made pairs</source>
        <translation>自制配对的比例</translation>
    </message>
    <message>
        <source>0 to 1: finished photos whose style is taken off, to be learned back</source>
        <translation>0 到 1：去掉成品照片的风格，再学着还原</translation>
    </message>
    <message>
        <source>Hold on the estimate</source>
        <translation>对初步估计的保持</translation>
    </message>
    <message>
        <source>How firmly each photo is held to what was estimated for it; 0 is free</source>
        <translation>每张照片与其初步估计结果保持一致的程度；0 为不限制</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same photos, settings and seed give the same style</source>
        <translation>照片、设置和种子都相同时，得到的风格也相同</translation>
    </message>
    <message>
        <source>Learn variations</source>
        <translation>学习变体</translation>
    </message>
    <message>
        <source>Several readings of the style, to choose from with a slider; takes longer</source>
        <translation>风格的多种演绎，可用滑块选择；耗时更长</translation>
    </message>
    <message>
        <source>Write files for TensorBoard</source>
        <translation>写入 TensorBoard 文件</translation>
    </message>
    <message>
        <source>Curves and pictures in the run&apos;s folder; needs the package tensorboardX</source>
        <translation>曲线和图片写入此次训练的文件夹；需要 tensorboardX 软件包</translation>
    </message>
</context>
<context>
    <name>AlikeBox</name>
    <message>
        <source>One Shoot, One Look</source>
        <translation>整组统一</translation>
    </message>
    <message>
        <source>Each photo by itself</source>
        <translation>每张照片单独处理</translation>
    </message>
    <message>
        <source>Steady within each scene</source>
        <translation>同一场景保持一致</translation>
    </message>
    <message>
        <source>Match one photo</source>
        <translation>匹配某张照片</translation>
    </message>
    <message>
        <source>Use Open Photo</source>
        <translation>用打开的照片</translation>
    </message>
    <message>
        <source>Match the photo that is open in Edit</source>
        <translation>匹配“修图”中打开的照片</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Compare skin along the shoot</source>
        <translation>比较整组照片的肤色</translation>
    </message>
    <message>
        <source>Shows the skin ribbon and what is most worth a look, while it works and after; takes a moment more for each photo.</source>
        <translation>在处理时和处理后显示肤色条带，并列出最值得查看的照片；每张照片会多花一点时间。</translation>
    </message>
    <message>
        <source>Photos taken soon after each other in one light share one look, and white balance does not jump. Your exposure stays.</source>
        <translation>在同一光线下连续拍摄的照片使用同一观感，白平衡不再忽冷忽暖。曝光仍由您决定。</translation>
    </message>
    <message>
        <source>The photos of its scene get its look, skin and light; photos of other scenes stay as they are.</source>
        <translation>与它同一场景的照片会采用它的观感、肤色和光线；其他场景的照片不受影响。</translation>
    </message>
    <message>
        <source>Photos that come into a watched folder are judged one by one.</source>
        <translation>监视文件夹时，新来的照片逐张单独判断。</translation>
    </message>
    <message>
        <source>No photo chosen</source>
        <translation>尚未选择照片</translation>
    </message>
    <message>
        <source>Photo to Match</source>
        <translation>要匹配的照片</translation>
    </message>
</context>
<context>
    <name>Ask</name>
    <message>
        <source>Photos ({patterns})</source>
        <translation>照片 ({patterns})</translation>
    </message>
</context>
<context>
    <name>Batch</name>
    <message>
        <source>Batch of {count} photos</source>
        <translation>批处理：{count} 张照片</translation>
    </message>
    <message>
        <source>{done} done, {failed} failed, {skipped} were there already, {waiting} not done yet.</source>
        <translation>{done} 张完成，{failed} 张失败，{skipped} 张原已存在，{waiting} 张尚未处理。</translation>
    </message>
    <message>
        <source>Files are in “{folder}”.</source>
        <translation>文件位于“{folder}”。</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Said of it</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>was there already</source>
        <translation>原已存在</translation>
    </message>
    <message>
        <source>not done yet</source>
        <translation>尚未处理</translation>
    </message>
    <message>
        <source>note {n}</source>
        <translation>注 {n}</translation>
    </message>
    <message>
        <source>Note {n}, said of {count} photos: {text}</source>
        <translation>注 {n}（{count} 张照片）：{text}</translation>
    </message>
    <message>
        <source>“{name}” is among the photos for the batch now: {count} in all.</source>
        <translation>“{name}”已加入批处理列表，共 {count} 张。</translation>
    </message>
    <message>
        <source>{title}. {what}</source>
        <translation>{title}。{what}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>A batch into “{name}” has not come to its end: {done} of {total} photos are done.</source>
        <translation>写入“{name}”的批处理尚未完成：共 {total} 张，已处理 {done} 张。</translation>
    </message>
    <message>
        <source>“{name}” was being watched for new photos when the program ended.</source>
        <translation>程序关闭时正在监视“{name}”中的新照片。</translation>
    </message>
    <message>
        <source>Skin along the shoot</source>
        <translation>整组照片的肤色</translation>
    </message>
    <message>
        <source>One strip for each photo, in the order in which they were taken, in the colour of its skin; below it the faces, from left to right. Gaps part scenes, a mark stands at what differs from its scene. Gray: no skin was found.</source>
        <translation>每张照片一条色带，按拍摄顺序排列，颜色为照片中的肤色；下方从左到右是各张面孔。间隔划分场景，红标表示与所在场景不一致。灰色表示没有找到皮肤。</translation>
    </message>
    <message>
        <source>Worth a look, the most doubtful first</source>
        <translation>值得复查的照片，最可疑的在前</translation>
    </message>
    <message>
        <source>Skin is lighter than in its scene ({far} ΔE)</source>
        <translation>肤色比同场景偏亮（{far} ΔE）</translation>
    </message>
    <message>
        <source>Skin is darker than in its scene ({far} ΔE)</source>
        <translation>肤色比同场景偏暗（{far} ΔE）</translation>
    </message>
    <message>
        <source>Skin is redder than in its scene ({far} ΔE)</source>
        <translation>肤色比同场景偏红（{far} ΔE）</translation>
    </message>
    <message>
        <source>Skin is greener than in its scene ({far} ΔE)</source>
        <translation>肤色比同场景偏绿（{far} ΔE）</translation>
    </message>
    <message>
        <source>Skin is yellower than in its scene ({far} ΔE)</source>
        <translation>肤色比同场景偏黄（{far} ΔE）</translation>
    </message>
    <message>
        <source>Skin is bluer than in its scene ({far} ΔE)</source>
        <translation>肤色比同场景偏蓝（{far} ΔE）</translation>
    </message>
    <message>
        <source>It is changed far more than the others</source>
        <translation>改动远大于其他照片</translation>
    </message>
    <message>
        <source>The folder “{name}” is not there at the moment.</source>
        <translation>文件夹“{name}”暂时不在。</translation>
    </message>
</context>
<context>
    <name>BatchChip</name>
    <message>
        <source>Photos that were looked at before the batch begins; click to see it</source>
        <translation>批处理开始前已浏览的照片数；点按查看</translation>
    </message>
    <message>
        <source>Photos whose skin is measured, to align them; click to see it</source>
        <translation>正在测量肤色以便对齐的照片；点击查看</translation>
    </message>
    <message>
        <source>A folder is watched: photos that are done; click to see it</source>
        <translation>正在监视文件夹：已完成的照片；点击查看</translation>
    </message>
    <message>
        <source>The batch is paused; click to see it</source>
        <translation>批处理已暂停；点按查看</translation>
    </message>
    <message>
        <source>The batch waits; click to see why</source>
        <translation>批处理正在等待；点按查看原因</translation>
    </message>
    <message>
        <source>Photos of the batch that are done; click to see it</source>
        <translation>批处理已完成的照片数；点按查看</translation>
    </message>
    <message>
        <source>Watching: {n}</source>
        <translation>监视中：{n}</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批处理</translation>
    </message>
</context>
<context>
    <name>BatchMode</name>
    <message>
        <source>Nothing failed.</source>
        <translation>没有失败的照片。</translation>
    </message>
    <message>
        <source>Photos that come into the folder appear here.</source>
        <translation>进入该文件夹的照片会显示在这里。</translation>
    </message>
    <message>
        <source>Every name is being settled…</source>
        <translation>正在确定每个文件名…</translation>
    </message>
    <message>
        <source>Choose the photos, the style and the files at the left, and plan it: you see every problem before anything is written.</source>
        <translation>请在左侧选择照片、风格和输出文件，然后制定计划：写出任何文件之前，您就能看到所有问题。</translation>
    </message>
    <message>
        <source>A whole shoot in one go</source>
        <translation>整组照片，一次完成</translation>
    </message>
    <message>
        <source>The batch is over</source>
        <translation>批处理已结束</translation>
    </message>
    <message>
        <source>The batch stopped early</source>
        <translation>批处理提前停止</translation>
    </message>
</context>
<context>
    <name>BatchShoot</name>
    <message>
        <source>Skin L* {l}, a* {a}, b* {b}</source>
        <translation>肤色 L* {l}，a* {a}，b* {b}</translation>
    </message>
    <message>
        <source>No skin was found.</source>
        <translation>未找到皮肤。</translation>
    </message>
    <message>
        <source>{far} ΔE from its scene</source>
        <translation>与同场景相差 {far} ΔE</translation>
    </message>
    <message>
        <source>Too few photos of its scene show skin to compare with.</source>
        <translation>同场景中有皮肤的照片太少，无法比较。</translation>
    </message>
    <message>
        <source>To be aligned by {percent} %: at best {far} ΔE</source>
        <translation>将对齐 {percent} %：最好可达 {far} ΔE</translation>
    </message>
    <message>
        <source>To be as it was before it was aligned</source>
        <translation>将恢复到对齐前的样子</translation>
    </message>
    <message>
        <source>It was aligned with its scene.</source>
        <translation>已与场景对齐。</translation>
    </message>
    <message>
        <source>It was aligned with its scene: {far} ΔE before.</source>
        <translation>已与场景对齐：此前相差 {far} ΔE。</translation>
    </message>
</context>
<context>
    <name>BatchState</name>
    <message>
        <source>To do</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>有问题</translation>
    </message>
    <message>
        <source>At work</source>
        <translation>处理中</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Was there</source>
        <translation>原已存在</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} 小时</translation>
    </message>
    <message>
        <source>{n} GB</source>
        <translation>{n} GB</translation>
    </message>
    <message>
        <source>{n} MB</source>
        <translation>{n} MB</translation>
    </message>
    <message>
        <source>1 photo</source>
        <translation>1 张照片</translation>
    </message>
    <message>
        <source>{n} photos</source>
        <translation>{n} 张照片</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>1 个文件</translation>
    </message>
    <message>
        <source>{n} files</source>
        <translation>{n} 个文件</translation>
    </message>
    <message>
        <source>All is done: {photos}.</source>
        <translation>全部完成：{photos}。</translation>
    </message>
    <message>
        <source>{n} done</source>
        <translation>{n} 张完成</translation>
    </message>
    <message>
        <source>{n} failed</source>
        <translation>{n} 张失败</translation>
    </message>
    <message>
        <source>{n} were there already</source>
        <translation>{n} 张原已存在</translation>
    </message>
    <message>
        <source>{n} not done yet</source>
        <translation>{n} 张尚未处理</translation>
    </message>
    <message>
        <source>Of {photos}: {what}.</source>
        <translation>共 {photos}：{what}。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>BlindTest</name>
    <message>
        <source>The left picture</source>
        <translation>左边的图片</translation>
    </message>
    <message>
        <source>The right picture</source>
        <translation>右边的图片</translation>
    </message>
    <message>
        <source>Once More</source>
        <translation>再来一次</translation>
    </message>
    <message>
        <source>Which one is your own edit?</source>
        <translation>哪一张是您自己修的？</translation>
    </message>
    <message>
        <source>Photo {number} of {all}. Click it, or press 1 or 2.</source>
        <translation>第 {number} 张，共 {all} 张。点击图片，或按 1 或 2。</translation>
    </message>
    <message>
        <source>It needs photos before and after, and a training that has begun.</source>
        <translation>需要修图前后的照片，以及已经开始的训练。</translation>
    </message>
    <message>
        <source>You found your own edit on {right} of {all} photos.</source>
        <translation>{all} 张照片中，您认出了 {right} 张自己的成品。</translation>
    </message>
    <message>
        <source>Who only guesses finds half of them. Some of these photos may have been learned from.</source>
        <translation>只靠猜也能猜中一半。其中有些照片可能参与过学习。</translation>
    </message>
</context>
<context>
    <name>CanvasView</name>
    <message>
        <source>Before</source>
        <translation>编辑前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>编辑后</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
</context>
<context>
    <name>ChromaChoice</name>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>4:4:4, all</source>
        <translation>4:4:4，全部保留</translation>
    </message>
    <message>
        <source>4:2:2, half</source>
        <translation>4:2:2，保留一半</translation>
    </message>
    <message>
        <source>4:2:0, a quarter</source>
        <translation>4:2:0，保留四分之一</translation>
    </message>
    <message>
        <source>How much of the colour detail is kept. Automatic: all of it from quality 90 on, a quarter below.</source>
        <translation>保留多少色彩细节。自动：品质 90 及以上全部保留，以下保留四分之一。</translation>
    </message>
    <message>
        <source>Progressive</source>
        <translation>渐进式</translation>
    </message>
    <message>
        <source>On a web page the whole picture is there at once and gets sharper as it loads.</source>
        <translation>在网页上先显示整张画面，随加载逐渐变清晰。</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Find an Action</source>
        <translation>查找操作</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>您想做什么？</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
</context>
<context>
    <name>CompressionChoice</name>
    <message>
        <source>ZIP (Deflate)</source>
        <translation>ZIP（Deflate）</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Without loss in every case.</source>
        <translation>三种方式都是无损的。</translation>
    </message>
</context>
<context>
    <name>ComputeChip</name>
    <message>
        <source>Computes on</source>
        <translation>计算设备</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>The engine is being loaded.</source>
        <translation>正在加载处理引擎。</translation>
    </message>
</context>
<context>
    <name>ContactSheet</name>
    <message>
        <source>Photos of the batch, the most doubtful first</source>
        <translation>批处理的照片，最存疑的在前</translation>
    </message>
    <message>
        <source>Photos are put here as they come out.</source>
        <translation>处理好的照片会显示在这里。</translation>
    </message>
    <message>
        <source>Open the Finished File</source>
        <translation>打开处理后的文件</translation>
    </message>
    <message>
        <source>Open in Edit</source>
        <translation>在修图中打开</translation>
    </message>
    <message>
        <source>Align with Scene</source>
        <translation>与场景对齐</translation>
    </message>
</context>
<context>
    <name>Course</name>
    <message>
        <source>How near held-out photos come to the finished ones</source>
        <translation>未参与学习的照片与成片有多接近</translation>
    </message>
    <message>
        <source>score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>generator</source>
        <translation>生成器</translation>
    </message>
    <message>
        <source>discriminators</source>
        <translation>判别器</translation>
    </message>
    <message>
        <source>What the discriminators say</source>
        <translation>判别器的判断</translation>
    </message>
    <message>
        <source>finished, D(real)</source>
        <translation>成品 D(real)</translation>
    </message>
    <message>
        <source>styled, D(fake)</source>
        <translation>套用风格 D(fake)</translation>
    </message>
    <message>
        <source>Learning rates</source>
        <translation>学习率</translation>
    </message>
</context>
<context>
    <name>CoverageView</name>
    <message>
        <source>How varied the finished photos are</source>
        <translation>成品照片的多样性</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>亮度</translation>
    </message>
    <message>
        <source>Colour of the light</source>
        <translation>光线的颜色</translation>
    </message>
    <message>
        <source>Skin tone</source>
        <translation>肤色</translation>
    </message>
    <message>
        <source>Framing</source>
        <translation>取景</translation>
    </message>
    <message>
        <source>Indoors and outdoors</source>
        <translation>室内与室外</translation>
    </message>
    <message>
        <source>{have} of {of} photos</source>
        <translation>{of} 张照片中有 {have} 张</translation>
    </message>
    <message>
        <source>few: {n}</source>
        <translation>偏少：{n}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>CropBar</name>
    <message>
        <source>Free</source>
        <translation>自由</translation>
    </message>
    <message>
        <source>As taken</source>
        <translation>原始比例</translation>
    </message>
    <message>
        <source>Ratio of the sides</source>
        <translation>长宽比</translation>
    </message>
    <message>
        <source>Standing or lying</source>
        <translation>切换纵向或横向</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Take in the whole picture  (double click on it)</source>
        <translation>包含整个画面（双击画面）</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Leave the crop as it was  (Esc)</source>
        <translation>保持原来的裁剪（Esc）</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Cut the picture to the box  (Enter)</source>
        <translation>按裁剪框裁剪画面（回车）</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Open Photos</source>
        <translation>打开照片</translation>
    </message>
    <message>
        <source>Photos ({patterns})</source>
        <translation>照片 ({patterns})</translation>
    </message>
    <message>
        <source>All files ({patterns})</source>
        <translation>所有文件 ({patterns})</translation>
    </message>
    <message>
        <source>Open Folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Choose the Profile of CMYK Photos</source>
        <translation>选择 CMYK 照片的配置文件</translation>
    </message>
</context>
<context>
    <name>Edits</name>
    <message>
        <source>Style {name}</source>
        <translation>风格“{name}”</translation>
    </message>
    <message>
        <source>No style</source>
        <translation>无风格</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Reset: {group}</source>
        <translation>重置：{group}</translation>
    </message>
    <message>
        <source>Blend with {name}</source>
        <translation>混合“{name}”</translation>
    </message>
    <message>
        <source>No second style</source>
        <translation>无第二风格</translation>
    </message>
    <message>
        <source>Style on: {area}</source>
        <translation>风格作用于：{area}</translation>
    </message>
    <message>
        <source>Rotate left</source>
        <translation>向左旋转</translation>
    </message>
    <message>
        <source>Rotate right</source>
        <translation>向右旋转</translation>
    </message>
    <message>
        <source>Flip horizontally</source>
        <translation>水平翻转</translation>
    </message>
    <message>
        <source>Flip vertically</source>
        <translation>垂直翻转</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>Reset crop and straighten</source>
        <translation>重置裁剪与拉直</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Opening “{name}”…</source>
        <translation>正在打开“{name}”…</translation>
    </message>
    <message>
        <source>Drop a photo here</source>
        <translation>将照片拖放到这里</translation>
    </message>
    <message>
        <source>or a folder of photos. Everything stays on this computer; originals are never changed.</source>
        <translation>也可以拖放文件夹。所有处理都在本机完成，绝不改动原始照片。</translation>
    </message>
</context>
<context>
    <name>Evaluation</name>
    <message>
        <source>There were too few photos to keep some apart: this is measured on photos that were learned from, and flatters.</source>
        <translation>照片太少，无法留出一部分：此数值是在学习所用的照片上测得的，会偏乐观。</translation>
    </message>
    <message>
        <source>Few photos were kept apart ({count}): this is partly measured on photos that were learned from.</source>
        <translation>留出的照片很少（{count} 张）：此数值有一部分是在学习所用的照片上测得的。</translation>
    </message>
    <message>
        <source>Without ordinary photos this is measured on finished photos from which the style was taken off by estimate.</source>
        <translation>由于没有普通照片，此数值是在成品照片上测得的，这些照片的风格是通过估计去除的。</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>光线</translation>
    </message>
    <message>
        <source>Colour of the light</source>
        <translation>光线的颜色</translation>
    </message>
    <message>
        <source>Skin</source>
        <translation>肤色</translation>
    </message>
    <message>
        <source>Framing</source>
        <translation>取景</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>dark scenes</source>
        <translation>昏暗的场景</translation>
    </message>
    <message>
        <source>scenes of middle brightness</source>
        <translation>亮度适中的场景</translation>
    </message>
    <message>
        <source>bright scenes</source>
        <translation>明亮的场景</translation>
    </message>
    <message>
        <source>warm light (lamps, evening)</source>
        <translation>暖光（灯光、傍晚）</translation>
    </message>
    <message>
        <source>neutral light</source>
        <translation>中性光</translation>
    </message>
    <message>
        <source>cool light (shade, screens)</source>
        <translation>冷光（阴影、屏幕）</translation>
    </message>
    <message>
        <source>light skin</source>
        <translation>浅肤色</translation>
    </message>
    <message>
        <source>medium skin</source>
        <translation>中等肤色</translation>
    </message>
    <message>
        <source>dark skin</source>
        <translation>深肤色</translation>
    </message>
    <message>
        <source>faces close up</source>
        <translation>面部特写</translation>
    </message>
    <message>
        <source>people at half length</source>
        <translation>半身人像</translation>
    </message>
    <message>
        <source>people small in the picture</source>
        <translation>画面中较小的人物</translation>
    </message>
    <message>
        <source>photos without a face</source>
        <translation>没有人脸的照片</translation>
    </message>
    <message>
        <source>outdoors (sky or green)</source>
        <translation>室外（有天空或绿色植物）</translation>
    </message>
    <message>
        <source>indoors (neither sky nor green)</source>
        <translation>室内（没有天空和绿色植物）</translation>
    </message>
    <message>
        <source>The style makes {percent} % of the change from before to after (give or take {error}): its pictures are {difference} ΔE from the finished ones, untouched ones {untouched}.</source>
        <translation>此风格完成了从修图前到修图后变化的 {percent} %（误差约 {error}）：其结果与成品相差 {difference} ΔE，未处理的照片相差 {untouched} ΔE。</translation>
    </message>
    <message>
        <source>Measured so, it scores {points} points more than {other}.</source>
        <translation>按此衡量，得分比{other}高 {points} 分。</translation>
    </message>
    <message>
        <source>Measured so, it scores about as much as {other} ({points} points apart).</source>
        <translation>按此衡量，得分与{other}大致相当（相差 {points} 分）。</translation>
    </message>
    <message>
        <source>Measured so, it scores {points} points less than {other}.</source>
        <translation>按此衡量，得分比{other}低 {points} 分。</translation>
    </message>
    <message>
        <source>the first estimate</source>
        <translation>初步估计</translation>
    </message>
    <message>
        <source>one colour table for all photos</source>
        <translation>对所有照片使用同一张颜色查找表</translation>
    </message>
    <message>
        <source>Learning on did not improve the first estimate, so that is what the style holds.</source>
        <translation>继续学习未能改进初步估计，因此风格采用的是初步估计。</translation>
    </message>
    <message>
        <source>It changes edges and details of the photos: {percent} % of their structure is kept, {least} % or more is wanted.</source>
        <translation>它改变了照片的边缘和细节：结构保留了 {percent} %，应不低于 {least} %。</translation>
    </message>
    <message>
        <source>It matches on {good} of {all} photos (within {limit} ΔE).</source>
        <translation>{all} 张照片中有 {good} 张相符（误差在 {limit} ΔE 以内）。</translation>
    </message>
    <message>
        <source>In it {good} of {all} photos lie where the finished photos do, by their colours.</source>
        <translation>套用后，{all} 张照片中有 {good} 张的色彩落在成片的范围内。</translation>
    </message>
    <message>
        <source>It is weak in: {kind} ({bad} of {all}).</source>
        <translation>薄弱之处：{kind}（{all} 张中有 {bad} 张）。</translation>
    </message>
    <message>
        <source>Photos of one scene come out less alike in white than they were.</source>
        <translation>同一场景的照片，白平衡比处理前更不一致。</translation>
    </message>
    <message>
        <source>Photos of one scene come out more alike in white than they were.</source>
        <translation>同一场景的照片，白平衡比处理前更一致。</translation>
    </message>
    <message>
        <source>Its variations differ by {apart} ΔE and stay in the style.</source>
        <translation>各种变体之间相差 {apart} ΔE，且都保持在风格之内。</translation>
    </message>
    <message>
        <source>Its variations differ by {apart} ΔE, and some leave the style.</source>
        <translation>各种变体之间相差 {apart} ΔE，其中有些偏离了风格。</translation>
    </message>
    <message>
        <source>Add finished photos of: {kind} ({have} of {all} now).</source>
        <translation>建议补充成品照片：{kind}（目前 {all} 张中有 {have} 张）。</translation>
    </message>
    <message>
        <source>The finished photos cover what the style was tried on.</source>
        <translation>成品照片已涵盖测试所用的各类照片。</translation>
    </message>
    <message>
        <source>One picture tells little of a look. Teach it with 20 or more finished photos of that look, if you have them.</source>
        <translation>一张图片很难说明一种风格。如果有，请用 20 张以上同一风格的成片来教它。</translation>
    </message>
    <message>
        <source>It makes photos lighter (L* by {amount}).</source>
        <translation>使照片变亮（L* {amount}）。</translation>
    </message>
    <message>
        <source>It makes photos darker (L* by {amount}).</source>
        <translation>使照片变暗（L* {amount}）。</translation>
    </message>
    <message>
        <source>It makes them warmer (b* by {amount}).</source>
        <translation>使照片偏暖（b* {amount}）。</translation>
    </message>
    <message>
        <source>It makes them cooler (b* by {amount}).</source>
        <translation>使照片偏冷（b* {amount}）。</translation>
    </message>
    <message>
        <source>It turns them toward magenta (a* by {amount}).</source>
        <translation>使照片偏品红（a* {amount}）。</translation>
    </message>
    <message>
        <source>It turns them toward green (a* by {amount}).</source>
        <translation>使照片偏绿（a* {amount}）。</translation>
    </message>
    <message>
        <source>It raises contrast by {percent} %.</source>
        <translation>对比度提高 {percent} %。</translation>
    </message>
    <message>
        <source>It lowers contrast by {percent} %.</source>
        <translation>对比度降低 {percent} %。</translation>
    </message>
    <message>
        <source>It strengthens colours by {percent} %.</source>
        <translation>色彩增强 {percent} %。</translation>
    </message>
    <message>
        <source>It mutes colours by {percent} %.</source>
        <translation>色彩减弱 {percent} %。</translation>
    </message>
    <message>
        <source>It makes photos black and white.</source>
        <translation>使照片变为黑白。</translation>
    </message>
    <message>
        <source>It lifts the blacks (L* by {amount}).</source>
        <translation>提亮黑色（L* {amount}）。</translation>
    </message>
    <message>
        <source>It tints shadows {shadows} and highlights {highlights}.</source>
        <translation>色调分离：阴影{shadows}，高光{highlights}。</translation>
    </message>
    <message>
        <source>It evens out exposure: {percent} % of the differences between photos go.</source>
        <translation>统一曝光：照片之间的差异减少 {percent} %。</translation>
    </message>
    <message>
        <source>It evens out white balance: {percent} % of the differences between photos go.</source>
        <translation>统一白平衡：照片之间的差异减少 {percent} %。</translation>
    </message>
    <message>
        <source>It darkens the corners (L* by {amount}).</source>
        <translation>压暗四角（L* {amount}）。</translation>
    </message>
    <message>
        <source>It lightens the corners (L* by {amount}).</source>
        <translation>提亮四角（L* {amount}）。</translation>
    </message>
    <message>
        <source>It treats skin apart ({amount} ΔE from what it would do otherwise).</source>
        <translation>对皮肤单独处理（与不区分皮肤时相差 {amount} ΔE）。</translation>
    </message>
    <message>
        <source>It strengthens {size} by {percent} %.</source>
        <translation>{size}增强 {percent} %。</translation>
    </message>
    <message>
        <source>It softens {size} by {percent} %.</source>
        <translation>{size}柔化 {percent} %。</translation>
    </message>
    <message>
        <source>It hardly changes photos.</source>
        <translation>几乎不改变照片。</translation>
    </message>
    <message>
        <source>fine detail</source>
        <translation>精细细节</translation>
    </message>
    <message>
        <source>middle-sized detail</source>
        <translation>中等细节</translation>
    </message>
    <message>
        <source>coarse detail</source>
        <translation>粗略细节</translation>
    </message>
    <message>
        <source>red</source>
        <translation>偏红</translation>
    </message>
    <message>
        <source>orange</source>
        <translation>偏橙</translation>
    </message>
    <message>
        <source>yellow</source>
        <translation>偏黄</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>偏蓝</translation>
    </message>
    <message>
        <source>violet</source>
        <translation>偏紫</translation>
    </message>
    <message>
        <source>Photos in this style likely differ by {low} to {high} ΔE from what you would have made of them, untouched ones by {least} to {most}.</source>
        <translation>套用这个风格的照片，与您亲手修出的成片大约相差 {low} 到 {high} ΔE；未处理的照片相差 {least} 到 {most}。</translation>
    </message>
    <message>
        <source>That would be {low} to {high} % of the way from an untouched photo to yours.</source>
        <translation>也就是说，从未处理的照片到您的成片，它大约完成了 {low} % 到 {high} %。</translation>
    </message>
    <message>
        <source>So it may be no better than the untouched photo, and makes {high} % of the way at best.</source>
        <translation>因此它可能并不比未处理的照片更好，最多只完成 {high} %。</translation>
    </message>
    <message>
        <source>So it is likely no better than the untouched photo.</source>
        <translation>因此它很可能并不比未处理的照片更好。</translation>
    </message>
    <message>
        <source>It is likely no better than the untouched photo: it changes little for what it was learned from, and in trainings whose look was known so little was mostly chance. Either the finished photos were hardly edited, or it needs more of them.</source>
        <translation>它很可能并不比未处理的照片更好：以所学的照片来看，它带来的变化太小；在已知真实风格的训练中，这么小的变化多半只是偶然。要么成片本来就没怎么修过，要么还需要更多成片。</translation>
    </message>
    <message>
        <source>From fewer than {fewest} finished photos a look can only be guessed: in trainings whose look was known, photos came out {difference} ΔE from the true ones on average, and where the look was mild, further away than untouched ones.</source>
        <translation>成片少于 {fewest} 张时，风格只能靠猜：在已知真实风格的训练中，照片与真实成片平均相差 {difference} ΔE；风格较轻时，甚至比未处理的照片离得更远。</translation>
    </message>
    <message>
        <source>These ranges held in eight of ten trainings whose look was known; without pairs it cannot be measured on your photos.</source>
        <translation>在已知真实风格的训练中，十次有八次落在这些范围内；没有前后对照的照片，就无法在您的照片上直接测量。</translation>
    </message>
    <message>
        <source>Taken as a whole, the colours and textures of its photos are {percent} % nearer to those of the finished photos than untouched ones are (give or take {error}). What the photos show has a part in this.</source>
        <translation>整体来看，套用后照片的色彩与质感比未处理的照片向成片靠近了 {percent} %（误差约 {error}）。照片内容的差异也会影响这个数字。</translation>
    </message>
    <message>
        <source>Taken as a whole, the colours and textures of its photos are no nearer to those of the finished photos than untouched ones are. What the photos show has a part in this.</source>
        <translation>整体来看，套用后照片的色彩与质感并不比未处理的照片更接近成片。照片内容的差异也会影响这个结果。</translation>
    </message>
    <message>
        <source>Taken as a whole, the colours and textures of its photos can no longer be told from those of the finished ones; that does not make each photo right.</source>
        <translation>整体来看，套用后照片的色彩与质感已与成片分辨不出；但这并不代表每一张都正确。</translation>
    </message>
    <message>
        <source>Taken as a whole, ordinary and finished photos hardly differ by more than what they show, so that they say little of how well the style was learned.</source>
        <translation>整体来看，普通照片与成片的差别几乎只在于内容，因此看不出风格学得好不好。</translation>
    </message>
    <message>
        <source>green</source>
        <translation>偏绿</translation>
    </message>
    <message>
        <source>teal</source>
        <translation>偏青</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>不着色</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel Export</source>
        <translation>取消导出</translation>
    </message>
    <message>
        <source>Show in Folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>导出进度</translation>
    </message>
    <message>
        <source>Choose a Folder</source>
        <translation>选择文件夹</translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>品质</translation>
    </message>
    <message>
        <source>Subsampling</source>
        <translation>色度抽样</translation>
    </message>
    <message>
        <source>Bit depth</source>
        <translation>位深度</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>压缩</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Colour profile</source>
        <translation>色彩配置文件</translation>
    </message>
    <message>
        <source>Gray photo</source>
        <translation>灰度照片</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>元数据</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Save in gray</source>
        <translation>存为灰度</translation>
    </message>
    <message>
        <source>As the photo</source>
        <translation>与照片相同</translation>
    </message>
    <message>
        <source>8 bit a channel</source>
        <translation>每通道 8 位</translation>
    </message>
    <message>
        <source>16 bit a channel</source>
        <translation>每通道 16 位</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
</context>
<context>
    <name>Filmstrip</name>
    <message>
        <source>Photos of the folder</source>
        <translation>文件夹中的照片</translation>
    </message>
</context>
<context>
    <name>FilmstripModel</name>
    <message>
        <source>{name}, cannot be opened</source>
        <translation>{name}，无法打开</translation>
    </message>
    <message>
        <source>{name}, edited</source>
        <translation>{name}，已编辑</translation>
    </message>
</context>
<context>
    <name>FramingPanel</name>
    <message>
        <source>Crop and straighten</source>
        <translation>裁剪与拉直</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Styles</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Styles on this photo</source>
        <translation>风格在这张照片上的效果</translation>
    </message>
    <message>
        <source>No style matches. Clear the search or choose another group.</source>
        <translation>没有匹配的风格。请清除搜索或选择其他分组。</translation>
    </message>
    <message>
        <source>Search styles</source>
        <translation>搜索风格</translation>
    </message>
    <message>
        <source>Group of styles</source>
        <translation>风格分组</translation>
    </message>
    <message>
        <source>Only favourites</source>
        <translation>仅显示收藏</translation>
    </message>
    <message>
        <source>Import styles (.pstyle, .cube or HaldCLUT)</source>
        <translation>导入风格（.pstyle、.cube 或 HaldCLUT）</translation>
    </message>
    <message>
        <source>Remove from Favourites</source>
        <translation>取消收藏</translation>
    </message>
    <message>
        <source>Add to Favourites</source>
        <translation>加入收藏</translation>
    </message>
    <message>
        <source>About This Style</source>
        <translation>关于此风格</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Group…</source>
        <translation>分组…</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Export Style File…</source>
        <translation>导出风格文件…</translation>
    </message>
    <message>
        <source>Export as Look-up Table…</source>
        <translation>导出为查找表…</translation>
    </message>
    <message>
        <source>Show in Folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Move to Trash</source>
        <translation>移到废纸篓</translation>
    </message>
    <message>
        <source>Import a style</source>
        <translation>导入风格</translation>
    </message>
    <message>
        <source>All styles</source>
        <translation>所有风格</translation>
    </message>
    <message>
        <source>My styles</source>
        <translation>我的风格</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
</context>
<context>
    <name>Gather</name>
    <message>
        <source>{reason}</source>
        <translation>{reason}</translation>
    </message>
    <message>
        <source>It is too small ({width} x {height} pixels).</source>
        <translation>照片太小（{width} x {height} 像素）。</translation>
    </message>
    <message>
        <source>It shows one colour only.</source>
        <translation>画面只有一种颜色。</translation>
    </message>
    <message>
        <source>It shows the same as “{other}”.</source>
        <translation>与“{other}”内容相同。</translation>
    </message>
    <message>
        <source>It is black and white, and most of the others are not.</source>
        <translation>这是黑白照片，而其他照片大多是彩色。</translation>
    </message>
    <message>
        <source>It is in colour, and most of the others are black and white.</source>
        <translation>这是彩色照片，而其他照片大多是黑白。</translation>
    </message>
    <message>
        <source>No people were found in it.</source>
        <translation>未找到人物。</translation>
    </message>
    <message>
        <source>It is the same as “{other}” among the finished photos: it has the style already.</source>
        <translation>与成品照片中的“{other}”相同：已带有该风格。</translation>
    </message>
    <message>
        <source>No photo of the other folder belongs to it.</source>
        <translation>另一文件夹中没有与之对应的照片。</translation>
    </message>
    <message>
        <source>It does not show the same picture as “{other}”.</source>
        <translation>与“{other}”不是同一画面。</translation>
    </message>
    <message>
        <source>Only {percent} % of it is in “{other}” too: that part is used.</source>
        <translation>只有 {percent} % 的画面也在“{other}”中：仅使用这一部分。</translation>
    </message>
    <message>
        <source>It is the same as “{other}”: nothing was changed.</source>
        <translation>与“{other}”相同：没有任何改动。</translation>
    </message>
    <message>
        <source>“{name}” holds {found} photos; {used} of them, spread over its scenes, are used.</source>
        <translation>“{name}”中有 {found} 张照片；从各场景中选用了 {used} 张。</translation>
    </message>
    <message>
        <source>Few photos in the style ({used}): it is learned roughly. {wanted} or more teach it well.</source>
        <translation>带有该风格的照片较少（{used} 张）：只能大致学到。有 {wanted} 张或更多时效果才好。</translation>
    </message>
    <message>
        <source>There are too few photos or scenes to keep some apart for an honest test of the result.</source>
        <translation>照片或场景太少，无法留出一部分来如实检验结果。</translation>
    </message>
    <message>
        <source>The photos without the style are more alike in light and colour than those with it. Are the folders swapped?</source>
        <translation>不带风格的照片在光线和颜色上比带风格的照片更一致。两个文件夹是否弄反了？</translation>
    </message>
    <message>
        <source>{count} photos are there with and without the style. Learned from as pairs they teach more.</source>
        <translation>有 {count} 张照片同时存在带风格和不带风格的版本。作为前后对照来学习效果更好。</translation>
    </message>
</context>
<context>
    <name>GroupPanel</name>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>All of these back to the photo&apos;s own</source>
        <translation>将此组设置全部恢复为照片原样</translation>
    </message>
    <message>
        <source>Reset: {group}</source>
        <translation>重置：{group}</translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>As opened</source>
        <translation>打开时</translation>
    </message>
    <message>
        <source>{step}, undone</source>
        <translation>{step}，已撤销</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Steps of the history</source>
        <translation>历史步骤</translation>
    </message>
</context>
<context>
    <name>InfoBar</name>
    <message>
        <source>{width} × {height}   {megapixels:.1f} MP   {format} {bits} bit</source>
        <translation>{width} × {height}   {megapixels:.1f} 百万像素   {format} {bits} 位</translation>
    </message>
</context>
<context>
    <name>InfoPanel</name>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>No photo</source>
        <translation>没有照片</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已排除</translation>
    </message>
    <message>
        <source>{bits}-bit</source>
        <translation>{bits} 位</translation>
    </message>
    <message>
        <source>gray</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>first of {count} pictures</source>
        <translation>共 {count} 幅中的第一幅</translation>
    </message>
    <message>
        <source>{width} × {height}, {megapixels} MP</source>
        <translation>{width} × {height}，{megapixels} 百万像素</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>配置文件</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>相机</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>镜头</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>曝光</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>拍摄时间</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>评级</translation>
    </message>
    <message>
        <source>Keywords</source>
        <translation>关键字</translation>
    </message>
    <message>
        <source>{time} s</source>
        <translation>{time} 秒</translation>
    </message>
</context>
<context>
    <name>IntentPage</name>
    <message>
        <source>What can it learn from?</source>
        <translation>从什么照片中学习？</translation>
    </message>
    <message>
        <source>A style is a way to change light, colour and tone. It is learned on this computer, from your photos; nothing is uploaded. Skin smoothing, reshaping and removed objects cannot be learned: no pixel is moved or invented.</source>
        <translation>风格是改变光线、色彩和影调的方式。它在这台电脑上从您的照片中学习，不会上传任何内容。磨皮、液化和去除物体是学不到的：不会移动或凭空生成任何像素。</translation>
    </message>
    <message>
        <source>Finished photos and ordinary ones</source>
        <translation>成品照片和普通照片</translation>
    </message>
    <message>
        <source>Needs 20 or more finished photos, better 40, and as many without the style. They may show different scenes.</source>
        <translation>需要 20 张以上成品照片（最好 40 张），以及同样多的没有该风格的照片。两边可以是不同的场景。</translation>
    </message>
    <message>
        <source>Learns: what you do in different light and to different skin. The usual way, and the best one without pairs.</source>
        <translation>能学到：您在不同光线下、对不同肤色的处理。这是常用的方式，没有配对照片时效果最好。</translation>
    </message>
    <message>
        <source>Cannot learn: edits that you made to single photos only.</source>
        <translation>学不到：只对个别照片做的调整。</translation>
    </message>
    <message>
        <source>Finished photos only</source>
        <translation>仅成品照片</translation>
    </message>
    <message>
        <source>Needs 20 or more finished photos, better 40, with varied scenes.</source>
        <translation>需要 20 张以上成品照片（最好 40 张），场景应多样。</translation>
    </message>
    <message>
        <source>Learns: the mood that all of them share.</source>
        <translation>能学到：这些照片共有的氛围。</translation>
    </message>
    <message>
        <source>Cannot know what was edited and what the scene was like: it has to guess, and is less exact.</source>
        <translation>无法知道哪些是后期、哪些是现场本来的样子：只能猜测，准确度较低。</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>修图前与修图后</translation>
    </message>
    <message>
        <source>Needs the same photos without and with the style, in two folders. Which belong together is found by itself.</source>
        <translation>需要同一批照片的修图前和修图后版本，分放在两个文件夹中。程序会自动配对。</translation>
    </message>
    <message>
        <source>Learns: what you do to each photo, the most exact way; tested on pairs that it has not seen.</source>
        <translation>能学到：您对每张照片的处理，是最准确的方式；并用未学过的配对照片检验。</translation>
    </message>
    <message>
        <source>Cannot learn from pairs that show different pictures, or hardly the same part.</source>
        <translation>学不到：画面不同或重合部分很少的配对。</translation>
    </message>
    <message>
        <source>One picture to match</source>
        <translation>匹配一张图片</translation>
    </message>
    <message>
        <source>Needs one picture with the look that you want, and 20 or more ordinary photos.</source>
        <translation>需要一张具有您想要的效果的图片，以及 20 张以上普通照片。</translation>
    </message>
    <message>
        <source>Learns: the palette and contrast of that picture.</source>
        <translation>能学到：那张图片的配色和反差。</translation>
    </message>
    <message>
        <source>Cannot learn how the look would change in other light: one picture does not tell.</source>
        <translation>学不到：效果在其他光线下应如何变化，一张图片无法说明。</translation>
    </message>
</context>
<context>
    <name>JobChip</name>
    <message>
        <source>{progress}, {n} more waiting</source>
        <translation>{progress}，另有 {n} 项等待</translation>
    </message>
    <message>
        <source>What is being exported; click to cancel</source>
        <translation>正在导出的内容；点击可取消</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Cancel “{name}”</source>
        <translation>取消“{name}”</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Exported “{name}”.</source>
        <translation>已导出“{name}”。</translation>
    </message>
    <message>
        <source>The export of “{name}” was cancelled; nothing was written.</source>
        <translation>已取消导出“{name}”，没有写入任何文件。</translation>
    </message>
    <message>
        <source>{stage} {percent} %</source>
        <translation>{stage} {percent} %</translation>
    </message>
    <message>
        <source>{stage} {percent} %, {seconds} s left</source>
        <translation>{stage} {percent} %，剩余 {seconds} 秒</translation>
    </message>
    <message>
        <source>{stage} {percent} %, {minutes} min left</source>
        <translation>{stage} {percent} %，剩余 {minutes} 分钟</translation>
    </message>
</context>
<context>
    <name>KeepOne</name>
    <message>
        <source>Keep This One</source>
        <translation>保留这一版</translation>
    </message>
    <message>
        <source>Add the style as it was at this step to your gallery</source>
        <translation>将这一步的风格加入风格库</translation>
    </message>
    <message>
        <source>Try It on a Photo</source>
        <translation>用在照片上看看</translation>
    </message>
    <message>
        <source>In Your Gallery</source>
        <translation>已在风格库中</translation>
    </message>
    <message>
        <source>{name}, step {step}</source>
        <translation>{name}，第 {step} 步</translation>
    </message>
</context>
<context>
    <name>LargeView</name>
    <message>
        <source>Back to All</source>
        <translation>返回全部</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>“{name}” is still being exported.</source>
        <translation>“{name}”仍在导出。</translation>
    </message>
    <message>
        <source>If you quit now, it is cancelled and nothing is written.</source>
        <translation>如果现在退出，导出将被取消，不会写入任何文件。</translation>
    </message>
    <message>
        <source>Keep Exporting</source>
        <translation>继续导出</translation>
    </message>
    <message>
        <source>Cancel It and Quit</source>
        <translation>取消导出并退出</translation>
    </message>
    <message>
        <source>A batch takes a first look at its photos.</source>
        <translation>批处理正在先浏览一遍照片。</translation>
    </message>
    <message>
        <source>If you quit now, it does not begin; nothing has been written.</source>
        <translation>现在退出，批处理不会开始；尚未写出任何文件。</translation>
    </message>
    <message>
        <source>Photos of a batch are about to be aligned.</source>
        <translation>批处理的照片即将对齐。</translation>
    </message>
    <message>
        <source>If you quit now, they stay as they are.</source>
        <translation>如果现在退出，它们将保持原样。</translation>
    </message>
    <message>
        <source>A folder is watched for new photos.</source>
        <translation>正在监视文件夹中的新照片。</translation>
    </message>
    <message>
        <source>If you quit now, nothing is styled meanwhile. The next start offers to watch it again.</source>
        <translation>如果现在退出，其间不会处理新照片。下次启动时可以继续监视。</translation>
    </message>
    <message>
        <source>Keep Watching</source>
        <translation>继续监视</translation>
    </message>
    <message>
        <source>A batch is at work: {done} of {total} photos are done.</source>
        <translation>批处理正在进行：共 {total} 张，已处理 {done} 张。</translation>
    </message>
    <message>
        <source>If you quit now, it stops. What is written stays, and the next start offers the rest.</source>
        <translation>现在退出会停止处理。已写出的文件保留，下次启动时可以继续处理其余照片。</translation>
    </message>
    <message>
        <source>Keep Working</source>
        <translation>继续处理</translation>
    </message>
    <message>
        <source>Stop It and Quit</source>
        <translation>停止并退出</translation>
    </message>
</context>
<context>
    <name>LivePage</name>
    <message>
        <source>It begins: the photos are read, and those that it is judged by are set aside.</source>
        <translation>正在开始：读取照片，并留出一部分用来评判。</translation>
    </message>
    <message>
        <source>It reads the photos, and sets those aside that it is judged by.</source>
        <translation>正在读取照片，并留出一部分用来评判。</translation>
    </message>
    <message>
        <source>It estimates the style from all photos at once, and teaches the estimate to a network. The curves begin after that, when it plays against the discriminators.</source>
        <translation>正在根据全部照片初步估计风格，并把它教给网络。之后网络开始与判别器对抗，曲线才会出现。</translation>
    </message>
    <message>
        <source>It begins by itself when the trainings before it have ended.</source>
        <translation>前面的训练结束后会自动开始。</translation>
    </message>
    <message>
        <source>Photos that show what it has learned come here once it has begun.</source>
        <translation>开始学习后，这里会显示照片，可以看到学到了什么。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Portrait Style Studio</source>
        <translation>人像风格工作室</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>还有 {n} 条</translation>
    </message>
</context>
<context>
    <name>MetadataChoice</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>EXIF, IPTC and XMP: camera, time, place, captions and rights</source>
        <translation>EXIF、IPTC 和 XMP：相机、时间、地点、说明和版权</translation>
    </message>
    <message>
        <source>All but the place</source>
        <translation>除地点外全部</translation>
    </message>
    <message>
        <source>Without GPS and the names of places</source>
        <translation>不含 GPS 和地名</translation>
    </message>
    <message>
        <source>Nothing personal</source>
        <translation>不含个人信息</translation>
    </message>
    <message>
        <source>Camera, exposure, time and copyright; without names, texts, serial numbers and places</source>
        <translation>保留相机、曝光、时间和版权；不含姓名、文字、序列号和地点</translation>
    </message>
    <message>
        <source>None</source>
        <translation>不保留</translation>
    </message>
    <message>
        <source>Only the colour profile</source>
        <translation>只保留色彩配置文件</translation>
    </message>
</context>
<context>
    <name>MissedPhotos</name>
    <message>
        <source>{name}, before</source>
        <translation>{name}，修图前</translation>
    </message>
    <message>
        <source>{name} in the style</source>
        <translation>{name}，套用风格后</translation>
    </message>
</context>
<context>
    <name>NamesBox</name>
    <message>
        <source>Names</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>Output folder</source>
        <translation>输出文件夹</translation>
    </message>
    <message>
        <source>Name of each file</source>
        <translation>文件命名</translation>
    </message>
    <message>
        <source>Where a file of that name is there already</source>
        <translation>同名文件已存在时</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>插入</translation>
    </message>
    <message>
        <source>Insert a field into the name</source>
        <translation>在文件名中插入字段</translation>
    </message>
    <message>
        <source>Number the new file</source>
        <translation>给新文件加编号</translation>
    </message>
    <message>
        <source>Skip the photo&apos;s file</source>
        <translation>跳过这个文件</translation>
    </message>
    <message>
        <source>Replace it, if a batch wrote it</source>
        <translation>替换，但只限批处理写出的文件</translation>
    </message>
    <message>
        <source>Originals, and files that you changed, are never replaced.</source>
        <translation>原片和您改动过的文件绝不会被替换。</translation>
    </message>
    <message>
        <source>Name of the photo</source>
        <translation>照片名称</translation>
    </message>
    <message>
        <source>Number in the batch</source>
        <translation>批次中的序号</translation>
    </message>
    <message>
        <source>Date of the photo</source>
        <translation>拍摄日期</translation>
    </message>
    <message>
        <source>Time of the photo</source>
        <translation>拍摄时间</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>星级</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>相机</translation>
    </message>
    <message>
        <source>Folder of the photo</source>
        <translation>照片所在文件夹</translation>
    </message>
    <message>
        <source>Folders above the photo</source>
        <translation>照片上级的子文件夹</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Output Folder</source>
        <translation>输出文件夹</translation>
    </message>
</context>
<context>
    <name>NotesChip</name>
    <message>
        <source>1 note</source>
        <translation>1 条提示</translation>
    </message>
    <message>
        <source>{n} notes</source>
        <translation>{n} 条提示</translation>
    </message>
    <message>
        <source>Notes on this photo</source>
        <translation>关于这张照片的提示</translation>
    </message>
</context>
<context>
    <name>OfferBar</name>
    <message>
        <source>Go On</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Watch Again</source>
        <translation>继续监视</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>放弃…</translation>
    </message>
    <message>
        <source>Do Not Watch</source>
        <translation>不再监视</translation>
    </message>
    <message>
        <source>A batch into “{name}” has not come to its end: {done} of {total} photos are done.</source>
        <translation>写入“{name}”的批处理尚未完成：共 {total} 张，已处理 {done} 张。</translation>
    </message>
    <message>
        <source>“{name}” was being watched for new photos when the program ended: {done} are done.</source>
        <translation>程序关闭时正在监视“{name}”中的新照片：已完成 {done} 张。</translation>
    </message>
    <message>
        <source>There are {n} more.</source>
        <translation>还有 {n} 个这样的批次。</translation>
    </message>
    <message>
        <source>Discard the rest of this batch?</source>
        <translation>放弃这个批次余下的照片？</translation>
    </message>
    <message>
        <source>The photos that are not done yet stay undone. What is written stays.</source>
        <translation>尚未处理的照片将不再处理，已写出的文件保留。</translation>
    </message>
    <message>
        <source>Discard It</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Keep It</source>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>The report was not written by the program on this computer, or was changed or moved since. It is not opened: a browser would do whatever stands in it.</source>
        <translation>这份报告不是本机上的程序写的，或者后来被改动、移动过。程序没有打开它：浏览器会执行其中的任何内容。</translation>
    </message>
    <message>
        <source>Show Its Folder</source>
        <translation>显示所在文件夹</translation>
    </message>
</context>
<context>
    <name>OpeningLabel</name>
    <message>
        <source>Opening “{name}”…</source>
        <translation>正在打开“{name}”…</translation>
    </message>
</context>
<context>
    <name>Param</name>
    <message>
        <source>Exposure</source>
        <translation>曝光</translation>
    </message>
    <message>
        <source>Brighter or darker, as if exposed longer or shorter. One EV doubles light.</source>
        <translation>变亮或变暗，如同延长或缩短曝光。1 EV 使光量加倍。</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>色温</translation>
    </message>
    <message>
        <source>Cooler (blue) or warmer (yellow), like a filter before the lens.</source>
        <translation>偏冷（蓝）或偏暖（黄），如同镜头前加滤镜。</translation>
    </message>
    <message>
        <source>Tint</source>
        <translation>色调</translation>
    </message>
    <message>
        <source>Greener or more magenta: takes out the cast of lamps and foliage.</source>
        <translation>偏绿或偏洋红：消除灯光和树叶造成的偏色。</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>Spreads or softens the tones around middle gray; hues stay.</source>
        <translation>拉开或柔化中灰附近的影调，色相不变。</translation>
    </message>
    <message>
        <source>Highlights</source>
        <translation>高光</translation>
    </message>
    <message>
        <source>Bright tones. Down brings back what exposure pushed beyond white; up leaves white in place.</source>
        <translation>亮部影调。调低可找回因曝光而溢出的部分；调高时白色保持不变。</translation>
    </message>
    <message>
        <source>Shadows</source>
        <translation>阴影</translation>
    </message>
    <message>
        <source>Dark tones: opens or deepens them. Black stays.</source>
        <translation>暗部影调：提亮或加深，黑色保持不变。</translation>
    </message>
    <message>
        <source>Whites</source>
        <translation>白色色阶</translation>
    </message>
    <message>
        <source>Where white lies: up makes bright tones white, down grays white.</source>
        <translation>白色的位置：调高使亮部变白，调低使白色变灰。</translation>
    </message>
    <message>
        <source>Blacks</source>
        <translation>黑色色阶</translation>
    </message>
    <message>
        <source>The darkest tones: up makes them readable, down nearly black.</source>
        <translation>最暗的影调：调高使其可辨，调低使其接近黑色。</translation>
    </message>
    <message>
        <source>Vibrance</source>
        <translation>自然饱和度</translation>
    </message>
    <message>
        <source>Paler or stronger colours, most of all the pale ones; skin changes little.</source>
        <translation>颜色变淡或变浓，对较淡的颜色影响最大；肤色变化很小。</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>饱和度</translation>
    </message>
    <message>
        <source>Paler or stronger colours; -100 is black and white.</source>
        <translation>颜色变淡或变浓；-100 为黑白。</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>How much of the style is applied; above 100 % it is exaggerated.</source>
        <translation>风格应用的程度；超过 100 % 为夸张效果。</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>色彩</translation>
    </message>
    <message>
        <source>How much of the style&apos;s hues and saturation is applied.</source>
        <translation>应用风格的色相与饱和度的程度。</translation>
    </message>
    <message>
        <source>Tone</source>
        <translation>影调</translation>
    </message>
    <message>
        <source>How much of the style&apos;s brightness and contrast is applied.</source>
        <translation>应用风格的亮度与对比度的程度。</translation>
    </message>
    <message>
        <source>Texture</source>
        <translation>纹理</translation>
    </message>
    <message>
        <source>How much of the style&apos;s softening or crispness is applied.</source>
        <translation>应用风格的柔化或锐利的程度。</translation>
    </message>
    <message>
        <source>Variation</source>
        <translation>变体</translation>
    </message>
    <message>
        <source>Other readings of the same style; 0 is the style&apos;s own look.</source>
        <translation>同一风格的其他演绎；0 为风格本来的效果。</translation>
    </message>
    <message>
        <source>Blend</source>
        <translation>混合</translation>
    </message>
    <message>
        <source>How much of the second style stands in for the first.</source>
        <translation>第二风格替代第一风格的程度。</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>细节</translation>
    </message>
    <message>
        <source>Fine texture such as hair and pores: smoother or crisper; edges stay.</source>
        <translation>发丝、毛孔等细小纹理：更平滑或更锐利，边缘保持不变。</translation>
    </message>
    <message>
        <source>Clarity</source>
        <translation>清晰度</translation>
    </message>
    <message>
        <source>Contrast of larger texture: softer or more modelled; edges stay.</source>
        <translation>较大纹理的对比：更柔和或更立体，边缘保持不变。</translation>
    </message>
    <message>
        <source>Vignette</source>
        <translation>暗角</translation>
    </message>
    <message>
        <source>Darker or brighter corners, of the picture as it is cropped.</source>
        <translation>画面四角变暗或变亮，以裁剪后的画面为准。</translation>
    </message>
    <message>
        <source>Grain</source>
        <translation>颗粒</translation>
    </message>
    <message>
        <source>Noise as of film, most of all in the middle tones.</source>
        <translation>如胶片般的颗粒，中间调最为明显。</translation>
    </message>
    <message>
        <source>Straighten</source>
        <translation>拉直</translation>
    </message>
    <message>
        <source>Turns the picture a little, until horizons and walls stand right.</source>
        <translation>微微旋转画面，使地平线和墙壁端正。</translation>
    </message>
    <message>
        <source>Feather</source>
        <translation>羽化</translation>
    </message>
    <message>
        <source>How softly the style fades out at the border of its area.</source>
        <translation>风格在区域边缘淡出的柔和程度。</translation>
    </message>
</context>
<context>
    <name>ParamGroup</name>
    <message>
        <source>Finish</source>
        <translation>细节与效果</translation>
    </message>
    <message>
        <source>Light and colour</source>
        <translation>光线与色彩</translation>
    </message>
</context>
<context>
    <name>ParamSlider</name>
    <message>
        <source>Double click resets. Arrow keys step, with Shift finely, Page keys coarsely.</source>
        <translation>双击重置。方向键逐步调整，按住 Shift 微调，翻页键粗调。</translation>
    </message>
</context>
<context>
    <name>Passport</name>
    <message>
        <source>corners</source>
        <translation>四角</translation>
    </message>
    <message>
        <source>shadows</source>
        <translation>阴影</translation>
    </message>
    <message>
        <source>highlights</source>
        <translation>高光</translation>
    </message>
    <message>
        <source>skin colours</source>
        <translation>肤色</translation>
    </message>
    <message>
        <source>fine detail</source>
        <translation>细微细节</translation>
    </message>
    <message>
        <source>vivid colours</source>
        <translation>鲜艳颜色</translation>
    </message>
    <message>
        <source>greens</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>blues</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>Style passport: {style}</source>
        <translation>风格护照：{style}</translation>
    </message>
    <message>
        <source>{format}, {nodes} nodes an axis</source>
        <translation>{format}，每轴 {nodes} 个节点</translation>
    </message>
    <message>
        <source>Differences are CIEDE2000 (ΔE): about 1 is just visible side by side, 10 is another colour. What is kept is one less the distance of style and table over the distance of style and untouched photo.</source>
        <translation>差异为 CIEDE2000 色差 (ΔE)：并排比较时约 1 刚可察觉，10 已是另一种颜色。保留程度 = 1 − 风格与查找表的差异 ÷ 风格与未编辑照片的差异。</translation>
    </message>
    <message>
        <source>Difference of style and table: dark 0 ΔE, pale {top:.0f} ΔE and more</source>
        <translation>风格与查找表的差异：暗处为 0 ΔE，亮处为 {top:.0f} ΔE 及以上</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Look-up table</source>
        <translation>查找表</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>style to table</source>
        <translation>风格与查找表</translation>
    </message>
    <message>
        <source>style to photo</source>
        <translation>风格与照片</translation>
    </message>
    <message>
        <source>kept, not fitted to it</source>
        <translation>未参与拟合时的保留</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>所有照片</translation>
    </message>
    <message>
        <source>The style adapts to each photo and to places in it. A look-up table does the same to every photo.</source>
        <translation>风格会适应每张照片及其各个部位，而查找表对每张照片的作用都相同。</translation>
    </message>
    <message>
        <source>The profile follows Adobe&apos;s published table format. It has not been tried in Lightroom yet.</source>
        <translation>此配置文件遵循 Adobe 公布的表格格式，尚未在 Lightroom 中试用。</translation>
    </message>
    <message>
        <source>The look-up table keeps all of this style.</source>
        <translation>查找表完整保留了此风格。</translation>
    </message>
    <message>
        <source>The look-up table keeps {kept} % of this style; mean difference {lost} ΔE.</source>
        <translation>查找表保留了此风格的 {kept} %，平均差异 {lost} ΔE。</translation>
    </message>
    <message>
        <source>The style changes next to nothing on these photos.</source>
        <translation>此风格在这些照片上几乎没有改变。</translation>
    </message>
    <message>
        <source>Lost mostly at: {places}.</source>
        <translation>损失主要在：{places}。</translation>
    </message>
    <message>
        <source>What is lost is spread evenly.</source>
        <translation>损失分布均匀。</translation>
    </message>
    <message>
        <source>On photos it was not made from, it keeps {kept} %.</source>
        <translation>对未用于制作的照片，可保留 {kept} %。</translation>
    </message>
    <message>
        <source>{one}, {other}</source>
        <translation>{one}、{other}</translation>
    </message>
</context>
<context>
    <name>PassportDialog</name>
    <message>
        <source>Export Style as Look-up Table</source>
        <translation>将风格导出为查找表</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel Export</source>
        <translation>取消导出</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>导出进度</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export Again…</source>
        <translation>再次导出…</translation>
    </message>
    <message>
        <source>{label} {value} %</source>
        <translation>{label} {value} %</translation>
    </message>
    <message>
        <source>variation {n}</source>
        <translation>变体 {n}</translation>
    </message>
    <message>
        <source>blended with another</source>
        <translation>与另一风格混合</translation>
    </message>
</context>
<context>
    <name>PassportForm</name>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>制作用照片</translation>
    </message>
    <message>
        <source>Compared on</source>
        <translation>对比用照片</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Look-up table (.cube)</source>
        <translation>查找表 (.cube)</translation>
    </message>
    <message>
        <source>HaldCLUT (.png)</source>
        <translation>HaldCLUT (.png)</translation>
    </message>
    <message>
        <source>Lightroom and Camera Raw profile (.xmp)</source>
        <translation>Lightroom 和 Camera Raw 配置文件 (.xmp)</translation>
    </message>
    <message>
        <source>{n} x {n} x {n} nodes</source>
        <translation>{n} x {n} x {n} 个节点</translation>
    </message>
    <message>
        <source>As set on this photo: {amounts}</source>
        <translation>按此照片上的设置：{amounts}</translation>
    </message>
    <message>
        <source>Write a report with pictures beside it (.html)</source>
        <translation>同时写出带图片的报告 (.html)</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>The sample portrait</source>
        <translation>示例人像</translation>
    </message>
    <message>
        <source>This photo: {name}</source>
        <translation>这张照片：{name}</translation>
    </message>
    <message>
        <source>The open folder: {most} of its {count} photos</source>
        <translation>打开的文件夹：{count} 张照片中的 {most} 张</translation>
    </message>
    <message>
        <source>The open folder: its {count} photos</source>
        <translation>打开的文件夹：{count} 张照片</translation>
    </message>
    <message>
        <source>Choose a Folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>This style adapts to each photo. The table that comes nearest on these photos is made, and what it keeps of the style is measured.</source>
        <translation>此风格会适应每张照片。程序将制作在这些照片上最接近的查找表，并测量它对风格的保留程度。</translation>
    </message>
    <message>
        <source>This style is a fixed table and goes out as it is.</source>
        <translation>此风格是固定的查找表，将原样导出。</translation>
    </message>
    <message>
        <source>Made by Adobe&apos;s published table format; not yet tried in Lightroom.</source>
        <translation>按 Adobe 公布的表格格式制作，尚未在 Lightroom 中试用。</translation>
    </message>
</context>
<context>
    <name>PassportResult</name>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Look-up table</source>
        <translation>查找表</translation>
    </message>
    <message>
        <source>Difference: pale is 10 ΔE and more</source>
        <translation>差异：亮处为 10 ΔE 及以上</translation>
    </message>
    <message>
        <source>Show in Folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Open Report</source>
        <translation>打开报告</translation>
    </message>
    <message>
        <source>{name}: keeps {kept} %, {lost} ΔE</source>
        <translation>{name}：保留 {kept} %，{lost} ΔE</translation>
    </message>
</context>
<context>
    <name>PhotoChoice</name>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Another Photo…</source>
        <translation>其他照片…</translation>
    </message>
    <message>
        <source>See any photo at every checkpoint; you can also drop one here</source>
        <translation>在每个检查点查看任意一张照片；也可以把照片拖到这里</translation>
    </message>
    <message>
        <source>Photo {number}</source>
        <translation>照片 {number}</translation>
    </message>
    <message>
        <source>Open: {name}</source>
        <translation>已打开：{name}</translation>
    </message>
    <message>
        <source>Choose a Photo</source>
        <translation>选择照片</translation>
    </message>
</context>
<context>
    <name>PhotoGrid</name>
    <message>
        <source>Photos to learn from</source>
        <translation>用于学习的照片</translation>
    </message>
</context>
<context>
    <name>PhotoModel</name>
    <message>
        <source>You left it out.</source>
        <translation>您已将其排除。</translation>
    </message>
    <message>
        <source>You keep it.</source>
        <translation>您已将其保留。</translation>
    </message>
    <message>
        <source>Click to leave it out.</source>
        <translation>点按以排除。</translation>
    </message>
    <message>
        <source>Click to take it in again.</source>
        <translation>点按以重新加入。</translation>
    </message>
    <message>
        <source>Click to leave it to the checks again.</source>
        <translation>点按以重新交由检查决定。</translation>
    </message>
    <message>
        <source>Click to keep it all the same.</source>
        <translation>点按以仍然保留。</translation>
    </message>
    <message>
        <source>included</source>
        <translation>已加入</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>已排除</translation>
    </message>
</context>
<context>
    <name>PhotoTable</name>
    <message>
        <source>Photos of the batch</source>
        <translation>批次中的照片</translation>
    </message>
    <message>
        <source>Open in Edit</source>
        <translation>在修图中打开</translation>
    </message>
    <message>
        <source>Match the Shoot to This Photo</source>
        <translation>让整组匹配这张照片</translation>
    </message>
    <message>
        <source>Open the Finished File</source>
        <translation>打开处理后的文件</translation>
    </message>
    <message>
        <source>Show Its Files in the Folder</source>
        <translation>在文件夹中显示输出文件</translation>
    </message>
    <message>
        <source>Align with Scene</source>
        <translation>与场景对齐</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>PhotoTableModel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>缩略图</translation>
    </message>
</context>
<context>
    <name>PhotosColumn</name>
    <message>
        <source>Looking at the photos…</source>
        <translation>正在查看照片…</translation>
    </message>
    <message>
        <source>Look Again</source>
        <translation>重新查看</translation>
    </message>
    <message>
        <source>How varied they are</source>
        <translation>照片的多样性</translation>
    </message>
    <message>
        <source>Too few: {kinds}. Add some, if you photograph the like; otherwise go on.</source>
        <translation>偏少：{kinds}。如果您会拍这类照片，请补充一些；否则可以继续。</translation>
    </message>
    <message>
        <source>What it takes</source>
        <translation>所需资源</translation>
    </message>
    <message>
        <source>Of {found} finished photos it learns from {used} and tests on {held} others.</source>
        <translation>{found} 张成品照片中，{used} 张用于学习，另外 {held} 张用于检验。</translation>
    </message>
    <message>
        <source>Of {found} ordinary photos it learns from {used} and tests on {held} others.</source>
        <translation>{found} 张普通照片中，{used} 张用于学习，另外 {held} 张用于检验。</translation>
    </message>
    <message>
        <source>Of {found} pairs it learns from {used} and tests on {held} others.</source>
        <translation>{found} 对照片中，{used} 对用于学习，另外 {held} 对用于检验。</translation>
    </message>
    <message>
        <source>Work files go to {folder}. Your photos are only read, never changed or copied whole.</source>
        <translation>工作文件存放在 {folder}。您的照片只会被读取，不会被更改，也不会被整张复制。</translation>
    </message>
    <message>
        <source>They take up to {size} of the disk.</source>
        <translation>最多占用磁盘 {size}。</translation>
    </message>
    <message>
        <source>They take up to {size} of the disk; {free} are free there.</source>
        <translation>最多占用磁盘 {size}，那里还有 {free} 可用。</translation>
    </message>
    <message>
        <source>Learning takes about {size} of memory.</source>
        <translation>学习约占用 {size} 内存。</translation>
    </message>
</context>
<context>
    <name>PhotosPage</name>
    <message>
        <source>All photos: {n}</source>
        <translation>全部照片：{n}</translation>
    </message>
    <message>
        <source>Included: {n}</source>
        <translation>已加入：{n}</translation>
    </message>
    <message>
        <source>Left out: {n}</source>
        <translation>已排除：{n}</translation>
    </message>
    <message>
        <source>Finished: {n}</source>
        <translation>成品：{n}</translation>
    </message>
    <message>
        <source>Ordinary: {n}</source>
        <translation>普通：{n}</translation>
    </message>
    <message>
        <source>Before: {n}</source>
        <translation>修图前：{n}</translation>
    </message>
    <message>
        <source>After: {n}</source>
        <translation>修图后：{n}</translation>
    </message>
    <message>
        <source>Which photos are shown</source>
        <translation>显示哪些照片</translation>
    </message>
    <message>
        <source>Click a photo to leave it out, or to keep it all the same.</source>
        <translation>点按照片可将其排除，或仍然保留。</translation>
    </message>
    <message>
        <source>No photo is like that.</source>
        <translation>没有这样的照片。</translation>
    </message>
    <message>
        <source>The photos that you add are shown here.</source>
        <translation>您添加的照片会显示在这里。</translation>
    </message>
    <message>
        <source>I may learn from these photos: they are mine, or their makers and the people in them agree</source>
        <translation>我可以用这些照片学习：它们是我的，或者已获得作者和照片中人物的同意</translation>
    </message>
    <message>
        <source>No photo is part of the style file, and nothing leaves this computer. A style learned from another photographer&apos;s pictures imitates that photographer: ask before you share it.</source>
        <translation>风格文件不包含任何照片，也没有任何内容离开这台电脑。从其他摄影师的作品中学来的风格是在模仿那位摄影师：分享之前请先征得同意。</translation>
    </message>
</context>
<context>
    <name>PlanForm</name>
    <message>
        <source>Planning…</source>
        <translation>正在制定计划…</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>制定计划</translation>
    </message>
    <message>
        <source>Choose the photos.</source>
        <translation>请选择照片。</translation>
    </message>
    <message>
        <source>Choose the photo to match.</source>
        <translation>请选择要匹配的照片。</translation>
    </message>
    <message>
        <source>Tick what files you want.</source>
        <translation>请勾选要输出的文件。</translation>
    </message>
    <message>
        <source>Choose the folder to write to.</source>
        <translation>请选择输出文件夹。</translation>
    </message>
    <message>
        <source>Choose the style for photos that come.</source>
        <translation>请为新来的照片选择风格。</translation>
    </message>
    <message>
        <source>Write to another folder than the one that is watched.</source>
        <translation>输出文件夹不能与被监视的文件夹相同。</translation>
    </message>
    <message>
        <source>Put the names right.</source>
        <translation>请改正文件命名。</translation>
    </message>
</context>
<context>
    <name>PlanPage</name>
    <message>
        <source>How long may it learn?</source>
        <translation>可以学习多久？</translation>
    </message>
    <message>
        <source>The best of what it learned is kept, and only if it is better by measure than the first estimate. You can pause, stop or extend it at any time, and close the window meanwhile.</source>
        <translation>程序会保留学得最好的结果，而且只有在测量上优于初步估计时才会采用。您可以随时暂停、停止或延长，其间也可以关闭窗口。</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>快速</translation>
    </message>
    <message>
        <source>To see whether the photos fit, and a usable style.</source>
        <translation>看看照片是否合适，并得到可用的风格。</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>均衡</translation>
    </message>
    <message>
        <source>Where most of the quality is reached.</source>
        <translation>达到大部分质量。</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>As long as it pays: for a style that stays in use.</source>
        <translation>只要还有提高就继续：适合长期使用的风格。</translation>
    </message>
    <message>
        <source>Automatic: the fastest that works here</source>
        <translation>自动：此处可用的最快设备</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>NVIDIA graphics (not tested yet)</source>
        <translation>NVIDIA 显卡（尚未测试）</translation>
    </message>
    <message>
        <source>Apple graphics (not tested yet)</source>
        <translation>Apple 图形处理器（尚未测试）</translation>
    </message>
    <message>
        <source>Computed on</source>
        <translation>计算设备</translation>
    </message>
    <message>
        <source>Name of the style</source>
        <translation>风格名称</translation>
    </message>
    <message>
        <source>Group in the gallery</source>
        <translation>风格库中的分组</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>No group</source>
        <translation>无分组</translation>
    </message>
    <message>
        <source>Nobody is named</source>
        <translation>不署名</translation>
    </message>
    <message>
        <source>Not said; for example CC BY 4.0, or private use</source>
        <translation>未注明；例如 CC BY 4.0，或仅供个人使用</translation>
    </message>
    <message>
        <source>{time} on this computer</source>
        <translation>在这台电脑上{time}</translation>
    </message>
    <message>
        <source>Measuring how long it takes here…</source>
        <translation>正在测量所需时间…</translation>
    </message>
    <message>
        <source>Measured by a few steps on this computer; other work beside it makes it longer.</source>
        <translation>由这台电脑上的几步试算测得；同时进行其他工作会更久。</translation>
    </message>
    <message>
        <source>The {n} steps asked for take {time}.</source>
        <translation>所要求的 {n} 步{time}。</translation>
    </message>
    <message>
        <source>It takes {memory} of memory.</source>
        <translation>占用 {memory} 内存。</translation>
    </message>
</context>
<context>
    <name>PlanSummary</name>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>{photos} give {files}</source>
        <translation>{photos}，输出 {files}</translation>
    </message>
    <message>
        <source>The folder is empty yet</source>
        <translation>文件夹还是空的</translation>
    </message>
    <message>
        <source>About {size} into {folder}.</source>
        <translation>约 {size}，写入 {folder}。</translation>
    </message>
    <message>
        <source>There is nothing to write.</source>
        <translation>没有需要写出的文件。</translation>
    </message>
    <message>
        <source>What comes is written into {folder}.</source>
        <translation>新来的照片将写入 {folder}。</translation>
    </message>
    <message>
        <source>{size} are free there.</source>
        <translation>该处剩余 {size}。</translation>
    </message>
    <message>
        <source>Then the folder is watched for new photos, until you stop it.</source>
        <translation>之后会一直监视此文件夹中的新照片，直到您停止。</translation>
    </message>
    <message>
        <source>1 photo has a problem; the table says which.</source>
        <translation>1 张照片有问题，详见表格。</translation>
    </message>
    <message>
        <source>{n} photos have a problem; the table says which.</source>
        <translation>{n} 张照片有问题，详见表格。</translation>
    </message>
    <message>
        <source>1 name was taken already: a number is added.</source>
        <translation>1 个文件名已被占用，将加上编号。</translation>
    </message>
    <message>
        <source>{n} names were taken already: a number is added.</source>
        <translation>{n} 个文件名已被占用，将加上编号。</translation>
    </message>
    <message>
        <source>1 file is there already and is skipped.</source>
        <translation>1 个文件已经存在，将跳过。</translation>
    </message>
    <message>
        <source>{n} files are there already and are skipped.</source>
        <translation>{n} 个文件已经存在，将跳过。</translation>
    </message>
    <message>
        <source>1 file of an earlier batch will be replaced.</source>
        <translation>将替换先前批处理写出的 1 个文件。</translation>
    </message>
    <message>
        <source>{n} files of an earlier batch will be replaced.</source>
        <translation>将替换先前批处理写出的 {n} 个文件。</translation>
    </message>
    <message>
        <source>1 photo has no edits and is written as it is.</source>
        <translation>1 张照片没有编辑，将按原样写出。</translation>
    </message>
    <message>
        <source>{n} photos have no edits and are written as they are.</source>
        <translation>{n} 张照片没有编辑，将按原样写出。</translation>
    </message>
</context>
<context>
    <name>Plot</name>
    <message>
        <source>step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>╍ to beat: {score}</source>
        <translation>╍ 需超过：{score}</translation>
    </message>
</context>
<context>
    <name>Plots</name>
    <message>
        <source>Saved as “{name}”.</source>
        <translation>已保存为“{name}”。</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation>对数刻度</translation>
    </message>
    <message>
        <source>For losses and rates that differ by much</source>
        <translation>适用于相差悬殊的损失和学习率</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Picture (PNG)…</source>
        <translation>图片（PNG）…</translation>
    </message>
    <message>
        <source>Numbers (CSV)…</source>
        <translation>数值（CSV）…</translation>
    </message>
    <message>
        <source>No other training has curves yet</source>
        <translation>还没有其他训练有曲线</translation>
    </message>
    <message>
        <source>Save the Curves as a Picture</source>
        <translation>将曲线保存为图片</translation>
    </message>
    <message>
        <source>Save the Curves&apos; Numbers</source>
        <translation>保存曲线数值</translation>
    </message>
</context>
<context>
    <name>Portrait</name>
    <message>
        <source>No face was found: the style acts on the whole picture.</source>
        <translation>未找到人脸：风格作用于整个画面。</translation>
    </message>
    <message>
        <source>One face was found.</source>
        <translation>找到一张人脸。</translation>
    </message>
    <message>
        <source>{n} faces were found.</source>
        <translation>找到 {n} 张人脸。</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Compute on</source>
        <translation>计算设备</translation>
    </message>
    <message>
        <source>Monitor profile</source>
        <translation>显示器配置文件</translation>
    </message>
    <message>
        <source>Soft proof to</source>
        <translation>软打样到</translation>
    </message>
    <message>
        <source>CMYK without profile</source>
        <translation>无配置文件的 CMYK</translation>
    </message>
    <message>
        <source>As the system says, else sRGB</source>
        <translation>跟随系统，没有则为 sRGB</translation>
    </message>
    <message>
        <source>Choose the Profile of the Soft Proof</source>
        <translation>选择软打样的配置文件</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>询问</translation>
    </message>
    <message>
        <source>Choose the Profile of CMYK Photos</source>
        <translation>选择 CMYK 照片的配置文件</translation>
    </message>
    <message>
        <source>Signing certificate</source>
        <translation>签名证书</translation>
    </message>
    <message>
        <source>Signing key</source>
        <translation>签名密钥</translation>
    </message>
    <message>
        <source>Choose the Certificate</source>
        <translation>选择证书</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Choose the Key</source>
        <translation>选择密钥</translation>
    </message>
    <message>
        <source>Content Credentials (C2PA): what was done, said in the file and signed by your certificate</source>
        <translation>内容凭证 (C2PA)：在文件中记录所做的处理，并用您的证书签名</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>The fastest that works</source>
        <translation>自动选择最快的设备</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>处理器 (CPU)</translation>
    </message>
    <message>
        <source>NVIDIA graphics (CUDA)</source>
        <translation>NVIDIA 显卡 (CUDA)</translation>
    </message>
    <message>
        <source>Apple graphics (Metal)</source>
        <translation>Apple 图形处理器 (Metal)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Another device is used from the next start on.</source>
        <translation>更改计算设备将在下次启动时生效。</translation>
    </message>
    <message>
        <source>Choose the Monitor&apos;s Profile</source>
        <translation>选择显示器配置文件</translation>
    </message>
</context>
<context>
    <name>PresetDialog</name>
    <message>
        <source>Export Preset</source>
        <translation>导出预设</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Folder in the output folder</source>
        <translation>输出文件夹中的子文件夹</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>品质</translation>
    </message>
    <message>
        <source>Bit depth</source>
        <translation>位深度</translation>
    </message>
    <message>
        <source>Subsampling</source>
        <translation>色度抽样</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>压缩</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Colour profile</source>
        <translation>色彩配置文件</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>元数据</translation>
    </message>
    <message>
        <source>Gray photos</source>
        <translation>灰度照片</translation>
    </message>
    <message>
        <source>Save in gray</source>
        <translation>存为灰度</translation>
    </message>
    <message>
        <source>As the photo</source>
        <translation>与照片相同</translation>
    </message>
    <message>
        <source>8 bit a channel</source>
        <translation>每通道 8 位</translation>
    </message>
    <message>
        <source>16 bit a channel</source>
        <translation>每通道 16 位</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>There is a preset of that name already.</source>
        <translation>已经有同名的预设。</translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message>
        <source>As the photo</source>
        <translation>与照片相同</translation>
    </message>
    <message>
        <source>Full size</source>
        <translation>全尺寸</translation>
    </message>
    <message>
        <source>Web</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>format of the photo</source>
        <translation>照片的格式</translation>
    </message>
    <message>
        <source>quality {n}</source>
        <translation>品质 {n}</translation>
    </message>
    <message>
        <source>long edge {n} px</source>
        <translation>长边 {n} 像素</translation>
    </message>
    <message>
        <source>{n} MP</source>
        <translation>{n} MP</translation>
    </message>
    <message>
        <source>chroma {n}</source>
        <translation>色度 {n}</translation>
    </message>
    <message>
        <source>gray photos in gray</source>
        <translation>灰度照片存为灰度</translation>
    </message>
    <message>
        <source>progressive</source>
        <translation>渐进式</translation>
    </message>
    <message>
        <source>LZW</source>
        <translation>LZW</translation>
    </message>
    <message>
        <source>not compressed</source>
        <translation>不压缩</translation>
    </message>
    <message>
        <source>{n} bit</source>
        <translation>{n} 位</translation>
    </message>
    <message>
        <source>without the place</source>
        <translation>不含地点</translation>
    </message>
    <message>
        <source>nothing personal</source>
        <translation>不含个人信息</translation>
    </message>
    <message>
        <source>no metadata</source>
        <translation>不含元数据</translation>
    </message>
    <message>
        <source>in “{folder}”</source>
        <translation>放入“{folder}”</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>PresetsBox</name>
    <message>
        <source>Files of Each Photo</source>
        <translation>每张照片的输出文件</translation>
    </message>
    <message>
        <source>Export presets</source>
        <translation>导出预设</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>新建…</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>ProfileChoice</name>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>ICC profiles ({patterns})</source>
        <translation>ICC 配置文件 ({patterns})</translation>
    </message>
    <message>
        <source>Certificates and keys ({patterns})</source>
        <translation>证书和密钥 ({patterns})</translation>
    </message>
</context>
<context>
    <name>ProofChip</name>
    <message>
        <source>Proof: {profile}</source>
        <translation>打样：{profile}</translation>
    </message>
    <message>
        <source>Proof: {profile}, gamut</source>
        <translation>打样：{profile}，色域</translation>
    </message>
    <message>
        <source>The photo in the colours of this profile; click to end</source>
        <translation>正按此配置文件显示照片颜色，单击结束</translation>
    </message>
    <message>
        <source>Soft proof</source>
        <translation>软打样</translation>
    </message>
</context>
<context>
    <name>ReadoutLabel</name>
    <message>
        <source>Zoom and colour under the pointer</source>
        <translation>缩放与指针处的颜色</translation>
    </message>
    <message>
        <source>Zoom, colour under the pointer as displayed, and the photo&apos;s profile</source>
        <translation>缩放、指针处的显示颜色以及照片的配置文件</translation>
    </message>
    <message>
        <source>{zoom} %</source>
        <translation>{zoom} %</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>What “{name}” learned</source>
        <translation>“{name}”学到了什么</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>What it learned</source>
        <translation>学到的内容</translation>
    </message>
    <message>
        <source>Where it fits and where not</source>
        <translation>适用与不适用之处</translation>
    </message>
    <message>
        <source>What would help</source>
        <translation>改进建议</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>None of these photos was learned from. A dot marks those that do not match.</source>
        <translation>这些照片均未用于学习。带圆点的照片不符合风格。</translation>
    </message>
    <message>
        <source>These photos, or some of them, were learned from. A dot marks those that do not match.</source>
        <translation>这些照片（或其中一部分）曾用于学习。带圆点的照片不符合风格。</translation>
    </message>
    <message>
        <source>The course of the training</source>
        <translation>训练过程</translation>
    </message>
    <message>
        <source>The photos</source>
        <translation>照片构成</translation>
    </message>
    <message>
        <source>Shares of finished photos (blue) and of ordinary ones (orange), judged from the pixels.</source>
        <translation>成品照片（蓝色）与普通照片（橙色）所占比例，依据像素判断。</translation>
    </message>
    <message>
        <source>Learned</source>
        <translation>学习结果</translation>
    </message>
    <message>
        <source>First estimate</source>
        <translation>初步估计</translation>
    </message>
    <message>
        <source>One colour table</source>
        <translation>单一颜色查找表</translation>
    </message>
    <message>
        <source>Untouched</source>
        <translation>未处理</translation>
    </message>
    <message>
        <source>score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>error</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>structure</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>skin shift, ΔE</source>
        <translation>肤色偏移，ΔE</translation>
    </message>
    <message>
        <source>scene, after : before</source>
        <translation>场景内差异，后 : 前</translation>
    </message>
    <message>
        <source>variations, ΔE</source>
        <translation>变体，ΔE</translation>
    </message>
    <message>
        <source>to the truth, ΔE</source>
        <translation>与成品之差，ΔE</translation>
    </message>
    <message>
        <source>Score: with pairs, how much of the change to the finished photos is made; without, how near all photos together come to the finished ones, which unlike contents blur; 1 at most, 0 is a photo left alone. Structure: how much of edges and details is kept, 0.97 or more is wanted.</source>
        <translation>得分：有前后对照时，是完成了多少从原片到成片的变化；没有时，是全部照片整体上与成片有多接近，内容不同会使它不准；最高为 1，0 表示照片未处理。结构：边缘与细节保留了多少，应为 0.97 或以上。</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>处理前</translation>
    </message>
    <message>
        <source>Finished by its photographer</source>
        <translation>摄影师的成品</translation>
    </message>
    <message>
        <source>Change: dark 0 ΔE, pale {top} ΔE and more</source>
        <translation>变化：深色为 0 ΔE，浅色为 {top} ΔE 及以上</translation>
    </message>
    <message>
        <source>Difference to the finished photo: dark 0 ΔE, pale {top} ΔE and more</source>
        <translation>与成品照片之差：深色为 0 ΔE，浅色为 {top} ΔE 及以上</translation>
    </message>
    <message>
        <source>Score on the measured photos</source>
        <translation>测试照片上的得分</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>What the discriminators think of finished and of styled photos</source>
        <translation>判别器对成品照片与风格化照片的评价</translation>
    </message>
    <message>
        <source>discriminators</source>
        <translation>判别器</translation>
    </message>
    <message>
        <source>Learning rates</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>generator</source>
        <translation>生成器</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>成品</translation>
    </message>
    <message>
        <source>styled</source>
        <translation>风格化</translation>
    </message>
    <message>
        <source>nothing was recorded</source>
        <translation>没有记录</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>Failures and problems only</source>
        <translation>只看失败和有问题的</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Least Certain First</source>
        <translation>存疑优先</translation>
    </message>
    <message>
        <source>Photos as they came out, those that are most worth a look first</source>
        <translation>处理后的照片，最值得查看的在前</translation>
    </message>
    <message>
        <source>{n} shown</source>
        <translation>显示 {n} 项</translation>
    </message>
</context>
<context>
    <name>RibbonPanel</name>
    <message>
        <source>Skin along the shoot</source>
        <translation>整组照片的肤色</translation>
    </message>
    <message>
        <source>Align with Scene</source>
        <translation>与场景对齐</translation>
    </message>
    <message>
        <source>Bring the skin of what is chosen to that of its scene, by white balance and exposure. You can also drag a dot down in the ribbon.</source>
        <translation>通过白平衡和曝光，让所选照片的肤色与其场景一致。也可以在条带中把圆点向下拖动。</translation>
    </message>
    <message>
        <source>Take Back</source>
        <translation>撤回对齐</translation>
    </message>
    <message>
        <source>What is chosen is to be as it was planned</source>
        <translation>让所选照片恢复到原计划的样子</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>How far what is chosen is aligned</source>
        <translation>所选照片的对齐程度</translation>
    </message>
    <message>
        <source>How far: 100 % is the skin of its scene (up and down keys)</source>
        <translation>对齐程度：100 % 即同场景的肤色（上下方向键）</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Nothing stands out</source>
        <translation>没有异常</translation>
    </message>
    <message>
        <source>1 stands out</source>
        <translation>1 张异常</translation>
    </message>
    <message>
        <source>{n} stand out</source>
        <translation>{n} 张异常</translation>
    </message>
    <message>
        <source>{n} photos are chosen</source>
        <translation>已选择 {n} 张照片</translation>
    </message>
    <message>
        <source>Redo 1 Photo with Alignment</source>
        <translation>对齐后重做 1 张照片</translation>
    </message>
    <message>
        <source>Redo {n} Photos with Alignment</source>
        <translation>对齐后重做 {n} 张照片</translation>
    </message>
    <message>
        <source>Redo with Alignment</source>
        <translation>对齐后重做</translation>
    </message>
</context>
<context>
    <name>RibbonView</name>
    <message>
        <source>Skin along the shoot</source>
        <translation>整组照片的肤色</translation>
    </message>
</context>
<context>
    <name>RunHead</name>
    <message>
        <source>. What it had learned until its last checkpoint is kept.</source>
        <translation>。到最后一个检查点为止学到的内容已保留。</translation>
    </message>
    <message>
        <source>Go On</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop and Keep</source>
        <translation>停止并保留</translation>
    </message>
    <message>
        <source>Wait after this step; the computer is free meanwhile</source>
        <translation>这一步之后暂停，期间不占用电脑</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>Go on from the last checkpoint</source>
        <translation>从最后一个检查点继续</translation>
    </message>
    <message>
        <source>End now, judge what was learned and keep the best of it</source>
        <translation>现在结束，评估所学内容并保留其中最好的</translation>
    </message>
    <message>
        <source>Leave the Queue</source>
        <translation>取消排队</translation>
    </message>
    <message>
        <source>It does not start by itself then; it can be started later</source>
        <translation>不再自动开始；以后可以手动开始</translation>
    </message>
    <message>
        <source>More Steps</source>
        <translation>增加步数</translation>
    </message>
    <message>
        <source>Let it learn for longer than was planned</source>
        <translation>让它比原计划学得更久</translation>
    </message>
    <message>
        <source>Train Again…</source>
        <translation>重新训练…</translation>
    </message>
    <message>
        <source>A new training with these photos and settings</source>
        <translation>用这些照片和设置开始一次新的训练</translation>
    </message>
    <message>
        <source>Throw Away…</source>
        <translation>丢弃…</translation>
    </message>
    <message>
        <source>Delete this training; photos stay as they are</source>
        <translation>删除此次训练，照片不受影响</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>再加 {n} 步</translation>
    </message>
    <message>
        <source>step {step} of {steps}</source>
        <translation>第 {step} 步，共 {steps} 步</translation>
    </message>
    <message>
        <source>{n} images a second</source>
        <translation>每秒 {n} 张</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
    <message>
        <source>{memory} of memory</source>
        <translation>内存 {memory}</translation>
    </message>
    <message>
        <source>{time} so far</source>
        <translation>已用 {time}</translation>
    </message>
    <message>
        <source>{time} in all</source>
        <translation>共用时 {time}</translation>
    </message>
    <message>
        <source>device: automatic</source>
        <translation>设备：自动</translation>
    </message>
    <message>
        <source>processor (CPU)</source>
        <translation>处理器（CPU）</translation>
    </message>
    <message>
        <source>graphics processor (CUDA)</source>
        <translation>图形处理器（CUDA）</translation>
    </message>
    <message>
        <source>graphics processor (MPS)</source>
        <translation>图形处理器（MPS）</translation>
    </message>
</context>
<context>
    <name>RunPage</name>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>评定</translation>
    </message>
    <message>
        <source>Time Machine</source>
        <translation>时光机</translation>
    </message>
    <message>
        <source>Blind Test</source>
        <translation>盲测</translation>
    </message>
</context>
<context>
    <name>RunState</name>
    <message>
        <source>Not started</source>
        <translation>尚未开始</translation>
    </message>
    <message>
        <source>Waiting for its turn</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>学习中</translation>
    </message>
    <message>
        <source>Waiting for a disk</source>
        <translation>正在等待磁盘</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Ended unexpectedly</source>
        <translation>意外中断</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
</context>
<context>
    <name>RunsList</name>
    <message>
        <source>Trainings</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Teach a New Style…</source>
        <translation>教一种新风格…</translation>
    </message>
    <message>
        <source>From your finished photos, in three steps</source>
        <translation>用您的成品照片，三步完成</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>Train Again with Changes…</source>
        <translation>修改后重新训练…</translation>
    </message>
    <message>
        <source>Open Folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Throw Away…</source>
        <translation>丢弃…</translation>
    </message>
</context>
<context>
    <name>SamplesView</name>
    <message>
        <source>Photos that it does not learn from</source>
        <translation>不参与学习的照片</translation>
    </message>
    <message>
        <source>Photo {number}: {kind}</source>
        <translation>照片 {number}：{kind}</translation>
    </message>
    <message>
        <source>Click to see it large</source>
        <translation>点击放大查看</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Difference: pale is {top} ΔE and more</source>
        <translation>差异：最浅处为 {top} ΔE 及以上</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>修图前</translation>
    </message>
    <message>
        <source>One colour table</source>
        <translation>单一颜色查找表</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Your own edit</source>
        <translation>您自己的成品</translation>
    </message>
</context>
<context>
    <name>ScopeBox</name>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Folder of the photos</source>
        <translation>照片文件夹</translation>
    </message>
    <message>
        <source>Choose a folder, or drop one here</source>
        <translation>选择文件夹，或拖放到这里</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Empty List</source>
        <translation>清空列表</translation>
    </message>
    <message>
        <source>Watch this folder: style photos as they come</source>
        <translation>监视此文件夹：新照片到来即处理</translation>
    </message>
    <message>
        <source>For shooting with a cable: what is there is done first, then each new photo, until you stop it.</source>
        <translation>适合联机拍摄：先处理已有的照片，再逐张处理新来的照片，直到您停止。</translation>
    </message>
    <message>
        <source>Photos that are open ({n})</source>
        <translation>已打开的照片（{n}）</translation>
    </message>
    <message>
        <source>Edited in this sitting ({n})</source>
        <translation>本次编辑过的照片（{n}）</translation>
    </message>
    <message>
        <source>Added with Ctrl+Enter ({n})</source>
        <translation>用 Ctrl+Enter 加入的照片（{n}）</translation>
    </message>
    <message>
        <source>A folder, with all folders in it</source>
        <translation>文件夹（含所有子文件夹）</translation>
    </message>
    <message>
        <source>Photos of the Batch</source>
        <translation>批处理的照片</translation>
    </message>
</context>
<context>
    <name>Section</name>
    <message>
        <source>Fold or unfold</source>
        <translation>折叠或展开</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Choose Profile…</source>
        <translation>选择配置文件…</translation>
    </message>
    <message>
        <source>Open what is left of it</source>
        <translation>打开残存部分</translation>
    </message>
</context>
<context>
    <name>SideBox</name>
    <message>
        <source>The picture to match</source>
        <translation>要匹配的图片</translation>
    </message>
    <message>
        <source>Finished photos</source>
        <translation>成品照片</translation>
    </message>
    <message>
        <source>Ordinary photos, without the style</source>
        <translation>没有该风格的普通照片</translation>
    </message>
    <message>
        <source>Before: without the style</source>
        <translation>修图前：没有该风格</translation>
    </message>
    <message>
        <source>After: with the style</source>
        <translation>修图后：带有该风格</translation>
    </message>
    <message>
        <source>The look that you want.</source>
        <translation>想要的效果。</translation>
    </message>
    <message>
        <source>Photos as you deliver them, all in one style.</source>
        <translation>交付给客户那样的成片，风格统一。</translation>
    </message>
    <message>
        <source>Unedited photos of the kind that the style is for, other scenes or the same.</source>
        <translation>未修图的照片，题材与此风格的用途相近，场景相同或不同均可。</translation>
    </message>
    <message>
        <source>Each as it was before your edit.</source>
        <translation>每张照片修图前的样子。</translation>
    </message>
    <message>
        <source>The same photos, finished.</source>
        <translation>同一批照片的成品。</translation>
    </message>
    <message>
        <source>Drop a picture here.</source>
        <translation>将一张图片拖放到这里。</translation>
    </message>
    <message>
        <source>Drop folders or photos here.</source>
        <translation>将文件夹或照片拖放到这里。</translation>
    </message>
    <message>
        <source>JPEG, PNG, TIFF and WebP are read; RAW files are not yet.</source>
        <translation>可读取 JPEG、PNG、TIFF 和 WebP；暂不支持 RAW。</translation>
    </message>
    <message>
        <source>Add Folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Add Photos…</source>
        <translation>添加照片…</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>{n} photos</source>
        <translation>{n} 张照片</translation>
    </message>
    <message>
        <source>1 photo</source>
        <translation>1 张照片</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>移除 {name}</translation>
    </message>
    <message>
        <source>Take it off this list; the photos stay where they are</source>
        <translation>从列表中移除；照片仍在原处</translation>
    </message>
    <message>
        <source>Choose a Folder of Photos</source>
        <translation>选择照片文件夹</translation>
    </message>
    <message>
        <source>Choose Photos</source>
        <translation>选择照片</translation>
    </message>
</context>
<context>
    <name>SizeChoice</name>
    <message>
        <source>Full size</source>
        <translation>全尺寸</translation>
    </message>
    <message>
        <source>Long edge at most</source>
        <translation>限制长边</translation>
    </message>
    <message>
        <source>Megapixels at most</source>
        <translation>限制总像素</translation>
    </message>
    <message>
        <source> px</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source> MP</source>
        <translation> MP</translation>
    </message>
    <message>
        <source>A larger picture is reduced; none is enlarged.</source>
        <translation>只缩小更大的图片，绝不放大。</translation>
    </message>
</context>
<context>
    <name>Style</name>
    <message>
        <source>Film</source>
        <translation>胶片</translation>
    </message>
    <message>
        <source>Warm film</source>
        <translation>暖调胶片</translation>
    </message>
    <message>
        <source>A warm colour negative: creamy lights, soft shadows, golden skin.</source>
        <translation>暖调彩色负片：奶油般的高光，柔和的阴影，金色的肤色。</translation>
    </message>
    <message>
        <source>Cool film</source>
        <translation>冷调胶片</translation>
    </message>
    <message>
        <source>A cool slide: clear blues and greens, fresh skin.</source>
        <translation>冷调反转片：清澈的蓝与绿，清新的肤色。</translation>
    </message>
    <message>
        <source>Faded</source>
        <translation>褪色</translation>
    </message>
    <message>
        <source>An old print: lifted blacks, muted colours.</source>
        <translation>老照片：提亮的黑色，柔和的色彩。</translation>
    </message>
    <message>
        <source>Cream instant</source>
        <translation>奶油拍立得</translation>
    </message>
    <message>
        <source>Instant film: cream whites, teal shadows, pale skin.</source>
        <translation>即时成像：奶油色的白，青色的阴影，白皙的肤色。</translation>
    </message>
    <message>
        <source>Black and white</source>
        <translation>黑白</translation>
    </message>
    <message>
        <source>Classic portrait film with luminous skin.</source>
        <translation>经典人像胶片，肤色通透。</translation>
    </message>
    <message>
        <source>Soft black and white</source>
        <translation>柔和黑白</translation>
    </message>
    <message>
        <source>High key and gentle: smooth pale skin, open shadows.</source>
        <translation>高调而柔和：光滑白皙的肤色，通透的阴影。</translation>
    </message>
    <message>
        <source>Dramatic black and white</source>
        <translation>戏剧黑白</translation>
    </message>
    <message>
        <source>Strong structure, dark lips and eyes.</source>
        <translation>强烈的结构，深色的唇与眼。</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>氛围</translation>
    </message>
    <message>
        <source>Golden hour</source>
        <translation>黄金时刻</translation>
    </message>
    <message>
        <source>Low evening sun: amber lights and glowing skin.</source>
        <translation>傍晚斜阳：琥珀色的高光，光泽的肤色。</translation>
    </message>
    <message>
        <source>Teal and orange</source>
        <translation>青橙</translation>
    </message>
    <message>
        <source>The cinema&apos;s contrast: teal shadows behind warm skin.</source>
        <translation>电影感对比：青色阴影衬托暖色肤色。</translation>
    </message>
    <message>
        <source>Moody and deep</source>
        <translation>深沉情绪</translation>
    </message>
    <message>
        <source>Dark, rich and quiet; skin stays lit.</source>
        <translation>暗调、浓郁而宁静，肤色依然明亮。</translation>
    </message>
    <message>
        <source>Cinema night</source>
        <translation>电影夜色</translation>
    </message>
    <message>
        <source>Blue night with warm lamps.</source>
        <translation>蓝色夜幕与温暖灯光。</translation>
    </message>
    <message>
        <source>Natural</source>
        <translation>自然</translation>
    </message>
    <message>
        <source>Clean bright skin</source>
        <translation>明净肤色</translation>
    </message>
    <message>
        <source>Airy light, even skin, true colours.</source>
        <translation>通透的光线，均匀的肤色，真实的色彩。</translation>
    </message>
    <message>
        <source>Soft matte</source>
        <translation>柔和哑光</translation>
    </message>
    <message>
        <source>Gentle contrast and open shadows that flatter skin.</source>
        <translation>柔和的对比与通透的阴影，美化肤色。</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比</translation>
    </message>
    <message>
        <source>Deep blacks and bright lights with skin kept calm.</source>
        <translation>深邃的黑与明亮的高光，肤色保持平和。</translation>
    </message>
    <message>
        <source>Learned</source>
        <translation>学习型</translation>
    </message>
    <message>
        <source>Even light</source>
        <translation>均匀光线</translation>
    </message>
    <message>
        <source>Brings exposure, white and contrast of every photo to one norm.</source>
        <translation>使每张照片的曝光、白平衡和对比度归于统一标准。</translation>
    </message>
    <message>
        <source>Soft skin</source>
        <translation>柔肤</translation>
    </message>
    <message>
        <source>Warm, soft skin before a quiet, crisp background.</source>
        <translation>温暖柔和的肤色，沉静而清晰的背景。</translation>
    </message>
    <message>
        <source>Evening</source>
        <translation>黄昏</translation>
    </message>
    <message>
        <source>Low key with a film&apos;s curve, warm people, cool and falling corners.</source>
        <translation>低调影调，胶片曲线，人物偏暖，四角偏冷并渐暗。</translation>
    </message>
    <message>
        <source>Portrait negative</source>
        <translation>人像负片</translation>
    </message>
    <message>
        <source>A soft colour negative, each frame printed to suit its light.</source>
        <translation>柔和的彩色负片，每张照片都按其光线调整印相。</translation>
    </message>
    <message>
        <source>Matte print</source>
        <translation>哑光相纸</translation>
    </message>
    <message>
        <source>A warm print on matte paper: brown blacks, quiet greens and blues.</source>
        <translation>暖调哑光相纸：暗部偏棕，绿色与蓝色沉静。</translation>
    </message>
    <message>
        <source>Muted slide</source>
        <translation>素雅反转片</translation>
    </message>
    <message>
        <source>A dense slide: firm contrast, deep skies, restrained colours.</source>
        <translation>浓郁的反转片：反差扎实，天空深沉，色彩内敛。</translation>
    </message>
    <message>
        <source>Airy</source>
        <translation>清透高调</translation>
    </message>
    <message>
        <source>High key: every photo bright and soft, with clean pale colours.</source>
        <translation>高调：每张照片都明亮柔和，色彩干净淡雅。</translation>
    </message>
    <message>
        <source>Documentary</source>
        <translation>纪实</translation>
    </message>
    <message>
        <source>Plain light, low contrast and quiet true colours for a whole series.</source>
        <translation>光线平实、反差较低、色彩素净真实，适合整组照片。</translation>
    </message>
    <message>
        <source>Silver</source>
        <translation>银盐黑白</translation>
    </message>
    <message>
        <source>Black and white on the grade that the light asks for.</source>
        <translation>黑白，反差等级随光线而定，如选相纸号数。</translation>
    </message>
    <message>
        <source>Warm on cool</source>
        <translation>冷底暖人</translation>
    </message>
    <message>
        <source>Warm people before a cool, quieter background.</source>
        <translation>人物温暖，背景偏冷而安静。</translation>
    </message>
    <message>
        <source>Old master</source>
        <translation>古典油画光</translation>
    </message>
    <message>
        <source>People in warm light before a dark, brown, quiet ground.</source>
        <translation>暖光中的人物，衬以深暗沉静的棕色背景。</translation>
    </message>
</context>
<context>
    <name>StyleAbout</name>
    <message>
        <source>About This Style</source>
        <translation>关于此风格</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Preview of the style</source>
        <translation>风格预览</translation>
    </message>
</context>
<context>
    <name>StyleAmounts</name>
    <message>
        <source>Amounts and blend</source>
        <translation>分项强度与混合</translation>
    </message>
    <message>
        <source>Own look</source>
        <translation>本来效果</translation>
    </message>
    <message>
        <source>Blend with</source>
        <translation>混合风格</translation>
    </message>
    <message>
        <source>A second style that is mixed into the first</source>
        <translation>混入第一风格的第二风格</translation>
    </message>
    <message>
        <source>No second style</source>
        <translation>无第二风格</translation>
    </message>
    <message>
        <source>Only styles that were learned have it.</source>
        <translation>仅学习型风格可用。</translation>
    </message>
</context>
<context>
    <name>StyleBox</name>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Keep crop, light and colour of edited photos</source>
        <translation>保留已编辑照片的裁剪、光线和色彩</translation>
    </message>
    <message>
        <source>Each photo as you edited it in this sitting. Photos that you did not edit are written as they are.</source>
        <translation>每张照片按您本次的编辑写出；没有编辑过的照片按原样写出。</translation>
    </message>
    <message>
        <source>Each photo&apos;s own edits</source>
        <translation>每张照片各自的编辑</translation>
    </message>
</context>
<context>
    <name>StyleDesk</name>
    <message>
        <source>Import Style</source>
        <translation>导入风格</translation>
    </message>
    <message>
        <source>Styles ({patterns})</source>
        <translation>风格 ({patterns})</translation>
    </message>
    <message>
        <source>Restore Style from the Trash</source>
        <translation>从废纸篓恢复风格</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Style file ({pattern})</source>
        <translation>风格文件 ({pattern})</translation>
    </message>
    <message>
        <source>Export Style</source>
        <translation>导出风格</translation>
    </message>
</context>
<context>
    <name>StyleFacts</name>
    <message>
        <source>Look-up table</source>
        <translation>查找表</translation>
    </message>
    <message>
        <source>Learned style</source>
        <translation>学习型风格</translation>
    </message>
    <message>
        <source>{ordinary} photos, changed by a procedure, {steps} steps</source>
        <translation>{ordinary} 张照片，由程序步骤处理，学习 {steps}&#xa0;步</translation>
    </message>
    <message>
        <source>{style} photos of the style and {ordinary} others, {steps} steps</source>
        <translation>{style} 张此风格的照片和 {ordinary} 张其他照片，学习 {steps}&#xa0;步</translation>
    </message>
    <message>
        <source>{style} photos of the style, {steps} steps</source>
        <translation>{style} 张此风格的照片，学习 {steps}&#xa0;步</translation>
    </message>
    <message>
        <source>{value} mean colour difference (CIEDE2000) on photos it had not seen; less is closer</source>
        <translation>在未见过的照片上平均色差 {value} (CIEDE2000)，越小越接近</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Learned from</source>
        <translation>学习素材</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>源自</translation>
    </message>
    <message>
        <source>Learned on</source>
        <translation>学习日期</translation>
    </message>
    <message>
        <source>By version</source>
        <translation>程序版本</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
</context>
<context>
    <name>StyleModel</name>
    <message>
        <source>Original</source>
        <translation>原图</translation>
    </message>
    <message>
        <source>The photo without a style</source>
        <translation>未应用风格的照片</translation>
    </message>
    <message>
        <source>{name}, learned</source>
        <translation>{name}，学习型</translation>
    </message>
    <message>
        <source>{name}, applied</source>
        <translation>{name}，已应用</translation>
    </message>
    <message>
        <source>{name}, favourite</source>
        <translation>{name}，已收藏</translation>
    </message>
</context>
<context>
    <name>StyleNaming</name>
    <message>
        <source>Name and Group</source>
        <translation>名称与分组</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>分组(&amp;G)</translation>
    </message>
    <message>
        <source>No group</source>
        <translation>无分组</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>StylePanel</name>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Show the photo without a style</source>
        <translation>显示未应用风格的照片</translation>
    </message>
    <message>
        <source>Remove the style</source>
        <translation>移除风格</translation>
    </message>
    <message>
        <source>Applied style</source>
        <translation>已应用的风格</translation>
    </message>
    <message>
        <source>No style. Choose one in the gallery.</source>
        <translation>未应用风格。请在风格库中选择。</translation>
    </message>
</context>
<context>
    <name>StyleRows</name>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>My styles</source>
        <translation>我的风格</translation>
    </message>
    <message>
        <source>Other styles</source>
        <translation>其他风格</translation>
    </message>
</context>
<context>
    <name>Styles</name>
    <message>
        <source>“{name}” is among your styles now.</source>
        <translation>“{name}”已加入我的风格。</translation>
    </message>
    <message>
        <source>{count} styles are among yours now.</source>
        <translation>{count} 种风格已加入我的风格。</translation>
    </message>
    <message>
        <source>“{name}” was moved to the trash of your styles.</source>
        <translation>“{name}”已移到风格废纸篓。</translation>
    </message>
    <message>
        <source>“{name}” is back among your styles.</source>
        <translation>“{name}”已恢复到我的风格。</translation>
    </message>
    <message>
        <source>The style was written to “{name}”.</source>
        <translation>风格已写入“{name}”。</translation>
    </message>
    <message>
        <source>{name} copy</source>
        <translation>{name} 副本</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>TargetView</name>
    <message>
        <source>Will be written to</source>
        <translation>将写入</translation>
    </message>
    <message>
        <source>Add a number: {name}</source>
        <translation>添加编号：{name}</translation>
    </message>
    <message>
        <source>Replace the file that is there</source>
        <translation>替换已有文件</translation>
    </message>
    <message>
        <source>Give the file a name.</source>
        <translation>请输入文件名。</translation>
    </message>
    <message>
        <source>A name cannot hold any of \ / : * ? &quot; &lt; &gt; |</source>
        <translation>文件名不能包含 \ / : * ? &quot; &lt; &gt; |</translation>
    </message>
    <message>
        <source>This folder is not there. Choose another one.</source>
        <translation>此文件夹不存在。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>This folder may not be written to. Choose another one.</source>
        <translation>此文件夹不可写入。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>“{name}” is there already.</source>
        <translation>“{name}”已存在。</translation>
    </message>
    <message>
        <source>“{name}” is the original, which is never replaced.</source>
        <translation>“{name}”是原始照片，绝不会被替换。</translation>
    </message>
    <message>
        <source>“{name}” is a folder.</source>
        <translation>“{name}”是一个文件夹。</translation>
    </message>
</context>
<context>
    <name>TimeMachine</name>
    <message>
        <source>As it learns, each checkpoint leaves pictures here to look back at.</source>
        <translation>学习过程中，每个检查点都会在这里留下图片，供您回看。</translation>
    </message>
    <message>
        <source>Beside it</source>
        <translation>对照</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Left and right go from checkpoint to checkpoint</source>
        <translation>按左右键在检查点之间移动</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>修图前</translation>
    </message>
    <message>
        <source>One colour table</source>
        <translation>单一颜色查找表</translation>
    </message>
    <message>
        <source>Your own edit</source>
        <translation>您自己的成品</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>This checkpoint left no style file: only the training&apos;s own photos are there.</source>
        <translation>这个检查点没有留下风格文件，只能查看训练自带的照片。</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>step {step}, score {score}</source>
        <translation>第 {step} 步，得分 {score}</translation>
    </message>
</context>
<context>
    <name>TrainEmpty</name>
    <message>
        <source>Teach it your style</source>
        <translation>教它学会您的风格</translation>
    </message>
    <message>
        <source>Show it photos that you finished, and it learns how you do it: 20 teach well, 40 better. It learns on this computer, for some minutes up to some hours, and goes on when the window closes.</source>
        <translation>给它看您的成品照片，它就能学会您的修图方式：20 张就能学好，40 张更好。学习在本机进行，需要几分钟到几小时，关闭窗口后仍会继续。</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
</context>
<context>
    <name>TrainMode</name>
    <message>
        <source>Throw the training “{name}” away?</source>
        <translation>丢弃训练“{name}”？</translation>
    </message>
    <message>
        <source>Its checkpoints, pictures and its style file are deleted. Your photos stay, and so does a style that you added to your gallery.</source>
        <translation>其检查点、图片和风格文件将被删除。您的照片不受影响，已加入风格库的风格也会保留。</translation>
    </message>
    <message>
        <source>Throw Away</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Keep It</source>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>TrainPlace</name>
    <message>
        <source>“{name}” was learned.</source>
        <translation>“{name}”已学成。</translation>
    </message>
    <message>
        <source>The training “{name}” ended: {reason}</source>
        <translation>训练“{name}”已结束：{reason}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
</context>
<context>
    <name>Training</name>
    <message>
        <source>Stopping after this step; what was learned is kept. Ctrl-C once more ends at once.</source>
        <translation>将在这一步之后停止；已学到的内容会保留。再按一次 Ctrl-C 立即结束。</translation>
    </message>
    <message>
        <source>To go on: portrait-studio train --resume {run}</source>
        <translation>继续训练：portrait-studio train --resume {run}</translation>
    </message>
    <message>
        <source>{name}: {reason}</source>
        <translation>{name}：{reason}</translation>
    </message>
    <message>
        <source>{count} more photos are left out; --verbose names them all.</source>
        <translation>另有 {count} 张照片未使用；加上 --verbose 可全部列出。</translation>
    </message>
    <message>
        <source>No people were found in {count} of the photos.</source>
        <translation>有 {count} 张照片中未找到人物。</translation>
    </message>
    <message>
        <source>Reading the photos</source>
        <translation>正在读取照片</translation>
    </message>
    <message>
        <source>A first estimate</source>
        <translation>初步估计</translation>
    </message>
    <message>
        <source>Learning from pairs</source>
        <translation>正在从前后对照中学习</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>正在学习</translation>
    </message>
    <message>
        <source>Learning from all photos</source>
        <translation>正在从全部照片中学习</translation>
    </message>
    <message>
        <source>Judging the result</source>
        <translation>正在评估结果</translation>
    </message>
    <message>
        <source>Writing the style file</source>
        <translation>正在写出风格文件</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>{stage}: {percent} %</source>
        <translation>{stage}：{percent} %</translation>
    </message>
    <message>
        <source>{stage}: step {step} of {steps}</source>
        <translation>{stage}：第 {step} 步，共 {steps} 步</translation>
    </message>
    <message>
        <source>{start}, score {score}</source>
        <translation>{start}，得分 {score}</translation>
    </message>
    <message>
        <source>{start}, {time} left</source>
        <translation>{start}，剩余 {time}</translation>
    </message>
    <message>
        <source>about a minute</source>
        <translation>约 1 分钟</translation>
    </message>
    <message>
        <source>about {n} minutes</source>
        <translation>约 {n} 分钟</translation>
    </message>
    <message>
        <source>about an hour</source>
        <translation>约 1 小时</translation>
    </message>
    <message>
        <source>about {n} hours</source>
        <translation>约 {n} 小时</translation>
    </message>
    <message>
        <source>{n} MB</source>
        <translation>{n} MB</translation>
    </message>
    <message>
        <source>{n} GB</source>
        <translation>{n} GB</translation>
    </message>
    <message>
        <source>The look at the photos ended before it was done.</source>
        <translation>查看照片的过程提前结束了。</translation>
    </message>
    <message>
        <source>Waits for “{name}” to come back: the drive is away. It goes on by itself then.</source>
        <translation>正在等待“{name}”重新可用：它所在的磁盘已断开。重新连接后会自动继续。</translation>
    </message>
    <message>
        <source>Waits for the folder of the training, “{name}”, to come back: the drive is away. It goes on by itself then.</source>
        <translation>正在等待训练“{name}”的文件夹重新可用：它所在的磁盘已断开。重新连接后会自动继续。</translation>
    </message>
    <message>
        <source>Waits for room: the disk of “{name}” is full. It goes on by itself once there is some.</source>
        <translation>正在等待空间：“{name}”所在的磁盘已满。腾出空间后会自动继续。</translation>
    </message>
</context>
<context>
    <name>TryOffer</name>
    <message>
        <source>On which photo?</source>
        <translation>用在哪张照片上？</translation>
    </message>
    <message>
        <source>No photo is open that the style could be tried on.</source>
        <translation>当前没有打开可以试用这个风格的照片。</translation>
    </message>
    <message>
        <source>Choose a Photo…</source>
        <translation>选择照片…</translation>
    </message>
    <message>
        <source>One of the Training&apos;s</source>
        <translation>用一张训练照片</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose a Photo</source>
        <translation>选择照片</translation>
    </message>
</context>
<context>
    <name>VerdictPage</name>
    <message>
        <source>There is no verdict yet: it comes when the training ends.</source>
        <translation>尚无评定：训练结束后给出。</translation>
    </message>
    <message>
        <source>How much of the way from an untouched photo to your own edit it likely makes</source>
        <translation>从未处理的照片到您的成片，这个风格预计能完成多少</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>What it learned</source>
        <translation>学到的内容</translation>
    </message>
    <message>
        <source>Where it fits and where not</source>
        <translation>适用与不适用之处</translation>
    </message>
    <message>
        <source>What would help</source>
        <translation>改进建议</translation>
    </message>
    <message>
        <source>Open Report</source>
        <translation>打开报告</translation>
    </message>
    <message>
        <source>Numbers, curves and the photos that fit best and worst, as a page</source>
        <translation>以网页显示数值、曲线以及最符合和最不符合的照片</translation>
    </message>
    <message>
        <source>Likely</source>
        <translation>预计</translation>
    </message>
    <message>
        <source>How much of the change from before to after each makes</source>
        <translation>从原片到成片的变化，各自完成了多少</translation>
    </message>
    <message>
        <source>How near the photos come to the finished ones when all are taken together; at 100 % they can no longer be told apart.</source>
        <translation>全部照片放在一起看与成片有多接近；100 % 时已分辨不出。</translation>
    </message>
    <message>
        <source>Learned</source>
        <translation>学习结果</translation>
    </message>
    <message>
        <source>First estimate</source>
        <translation>初步估计</translation>
    </message>
    <message>
        <source>One colour table</source>
        <translation>单一颜色查找表</translation>
    </message>
    <message>
        <source>Untouched</source>
        <translation>未处理</translation>
    </message>
</context>
<context>
    <name>View</name>
    <message>
        <source>No face was found: the style acts on the whole picture.</source>
        <translation>未找到人脸：风格作用于整个画面。</translation>
    </message>
    <message>
        <source>1 face found</source>
        <translation>找到 1 张人脸</translation>
    </message>
    <message>
        <source>{count} faces found</source>
        <translation>找到 {count} 张人脸</translation>
    </message>
</context>
<context>
    <name>Where</name>
    <message>
        <source>Everywhere</source>
        <translation>全图</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>Skin</source>
        <translation>皮肤</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>背景</translation>
    </message>
</context>
<context>
    <name>WherePanel</name>
    <message>
        <source>Where</source>
        <translation>作用区域</translation>
    </message>
    <message>
        <source>The style acts on the whole picture</source>
        <translation>风格作用于整个画面</translation>
    </message>
    <message>
        <source>The style acts on the people in the picture</source>
        <translation>风格作用于画面中的人物</translation>
    </message>
    <message>
        <source>The style acts on the skin of the people in the picture</source>
        <translation>风格作用于画面中人物的皮肤</translation>
    </message>
    <message>
        <source>The style acts on all but the people in the picture</source>
        <translation>风格作用于画面中人物以外的部分</translation>
    </message>
    <message>
        <source>Show area</source>
        <translation>显示区域</translation>
    </message>
    <message>
        <source>Show in red where the style acts  (O)</source>
        <translation>以红色显示风格作用的区域（O）</translation>
    </message>
    <message>
        <source>No style is applied: there is nothing to lay on it yet.</source>
        <translation>尚未应用风格，所选区域暂无作用。</translation>
    </message>
    <message>
        <source>Looking for faces…</source>
        <translation>正在查找人脸…</translation>
    </message>
</context>
<context>
    <name>Wizard</name>
    <message>
        <source>What it learns from</source>
        <translation>学习来源</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Start Learning</source>
        <translation>开始学习</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>The photos are still being looked at.</source>
        <translation>仍在查看照片。</translation>
    </message>
    <message>
        <source>Choose the picture to match.</source>
        <translation>请选择要匹配的图片。</translation>
    </message>
    <message>
        <source>Add finished photos.</source>
        <translation>请添加成品照片。</translation>
    </message>
    <message>
        <source>Add ordinary photos.</source>
        <translation>请添加普通照片。</translation>
    </message>
    <message>
        <source>Add the photos before.</source>
        <translation>请添加修图前的照片。</translation>
    </message>
    <message>
        <source>Add the photos after.</source>
        <translation>请添加修图后的照片。</translation>
    </message>
    <message>
        <source>Tick that you may learn from these photos.</source>
        <translation>请勾选您可以用这些照片学习。</translation>
    </message>
</context>
<context>
    <name>WizardFrame</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Throw this plan away; your photos stay as they are</source>
        <translation>放弃此方案；您的照片保持不变</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
</context>
<context>
    <name>WorkHead</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Go On</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Try Failed Ones Again</source>
        <translation>重试失败的照片</translation>
    </message>
    <message>
        <source>Show the Files</source>
        <translation>显示文件</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Report as Table (CSV)</source>
        <translation>表格报告（CSV）</translation>
    </message>
    <message>
        <source>New Batch</source>
        <translation>新的批处理</translation>
    </message>
    <message>
        <source>Try Now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Progress of the batch</source>
        <translation>批处理进度</translation>
    </message>
    <message>
        <source>Into {folder}</source>
        <translation>写入 {folder}</translation>
    </message>
    <message>
        <source>Last photo: {name}. Into {folder}</source>
        <translation>最近一张：{name}。写入 {folder}</translation>
    </message>
    <message>
        <source>Nothing is written yet.</source>
        <translation>尚未写出任何文件。</translation>
    </message>
    <message>
        <source>No file is changed yet.</source>
        <translation>尚未更改任何文件。</translation>
    </message>
    <message>
        <source>Stop Watching</source>
        <translation>停止监视</translation>
    </message>
    <message>
        <source>Watch Again</source>
        <translation>继续监视</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Skin is measured: {seen} of {count} photos</source>
        <translation>正在测量肤色：{seen}/{count} 张照片</translation>
    </message>
    <message>
        <source>A first look at the shoot: {seen} of {count} photos</source>
        <translation>正在先浏览整组照片：共 {count} 张，已浏览 {seen} 张</translation>
    </message>
    <message>
        <source>Watching “{name}”: {done} of {total} photos are done</source>
        <translation>正在监视“{name}”：已完成 {done}/{total} 张照片</translation>
    </message>
    <message>
        <source>Watching “{name}”: {photos} done</source>
        <translation>正在监视“{name}”：已完成 {photos}</translation>
    </message>
    <message>
        <source>The batch begins…</source>
        <translation>批处理正在开始…</translation>
    </message>
    <message>
        <source>Paused: {done} of {total} photos are done</source>
        <translation>已暂停：共 {total} 张，已处理 {done} 张</translation>
    </message>
    <message>
        <source>Stopping: {done} of {total} photos are done</source>
        <translation>正在停止：共 {total} 张，已处理 {done} 张</translation>
    </message>
    <message>
        <source>{done} of {total} photos are done</source>
        <translation>共 {total} 张，已处理 {done} 张</translation>
    </message>
    <message>
        <source>{n} failed</source>
        <translation>{n} 张失败</translation>
    </message>
    <message>
        <source>{n} photos a minute</source>
        <translation>每分钟 {n} 张</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>还需 {time}</translation>
    </message>
    <message>
        <source>Waiting: {reason} It goes on by itself.</source>
        <translation>等待中：{reason}恢复后会自动继续。</translation>
    </message>
    <message>
        <source>You cancelled it. What is written stays; the rest can be gone on with.</source>
        <translation>您取消了批处理。已写出的文件保留，其余照片可以继续处理。</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>they are too long</source>
        <translation>内容过长</translation>
    </message>
    <message>
        <source>they have no version</source>
        <translation>缺少版本号</translation>
    </message>
    <message>
        <source>they come from a newer version of the program</source>
        <translation>来自更新版本的程序</translation>
    </message>
    <message>
        <source>the style has no name</source>
        <translation>风格没有名称</translation>
    </message>
    <message>
        <source>they are not in the form of a recipe</source>
        <translation>不是编辑配方的格式</translation>
    </message>
    <message>
        <source>the setting “{key}” is unknown</source>
        <translation>未知的设置“{key}”</translation>
    </message>
    <message>
        <source>“{key}” is not a number from {minimum} to {maximum}</source>
        <translation>“{key}”不是 {minimum} 到 {maximum} 之间的数值</translation>
    </message>
    <message>
        <source>Something went wrong.</source>
        <translation>出现错误。</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>“{name}” could not be opened.</source>
        <translation>无法打开“{name}”。</translation>
    </message>
    <message>
        <source>“{name}” was not found. It may have been moved or renamed.</source>
        <translation>找不到“{name}”。它可能已被移动或重命名。</translation>
    </message>
    <message>
        <source>“{name}” could not be read: {reason}.</source>
        <translation>无法读取“{name}”：{reason}。</translation>
    </message>
    <message>
        <source>“{name}” is a folder, not a photo. Use Open Folder to see its photos.</source>
        <translation>“{name}”是文件夹，不是照片。请用“打开文件夹”查看其中的照片。</translation>
    </message>
    <message>
        <source>“{name}” is an empty file. Copy it again from the camera or card.</source>
        <translation>“{name}”是空文件。请从相机或存储卡重新复制。</translation>
    </message>
    <message>
        <source>“{name}” is not an image that this program knows.</source>
        <translation>“{name}”不是本程序可识别的图像。</translation>
    </message>
    <message>
        <source>“{name}” is a picture of a kind that cannot be opened yet ({kind}). Convert it to TIFF or JPEG.</source>
        <translation>“{name}”是暂不支持的图像类型（{kind}）。请转换为 TIFF 或 JPEG。</translation>
    </message>
    <message>
        <source>“{name}” is made for print (CMYK) and has no colour profile: its colours are not known. Choose the profile of its printing; FOGRA39 is usual in Europe, SWOP in America.</source>
        <translation>“{name}”是印刷用的 CMYK 照片，没有色彩配置文件，无法确定其颜色。请选择对应的印刷配置文件：欧洲常用 FOGRA39，美国常用 SWOP。</translation>
    </message>
    <message>
        <source>“{name}” is damaged ({reason}). Copy it again from the camera or a backup.</source>
        <translation>“{name}”已损坏（{reason}）。请从相机或备份重新复制。</translation>
    </message>
    <message>
        <source>“{name}” claims {width} x {height} pixels; at most {limit} megapixels can be opened.</source>
        <translation>“{name}”声称有 {width} x {height} 像素；最多可打开 {limit} 百万像素。</translation>
    </message>
    <message>
        <source>“{name}” has {width} x {height} pixels and needs {needed} GB of memory; {free} GB are free. Close other programs and try again.</source>
        <translation>“{name}”有 {width} x {height} 像素，需要 {needed} GB 内存，目前可用 {free} GB。请关闭其他程序后重试。</translation>
    </message>
    <message>
        <source>“{name}” could not be written.</source>
        <translation>无法写入“{name}”。</translation>
    </message>
    <message>
        <source>“{name}” is an original and is never replaced. Choose another name or folder.</source>
        <translation>“{name}”是原始照片，绝不会被替换。请选择其他名称或文件夹。</translation>
    </message>
    <message>
        <source>“{name}” is there already. Choose another name or allow replacing it.</source>
        <translation>“{name}”已存在。请选择其他名称或允许替换。</translation>
    </message>
    <message>
        <source>The disk is full: “{name}” was not written. Free some space or choose another folder.</source>
        <translation>磁盘已满：“{name}”未写入。请释放空间或选择其他文件夹。</translation>
    </message>
    <message>
        <source>“{name}” has {width} x {height} pixels; {format} holds at most {limit} a side. Choose TIFF.</source>
        <translation>“{name}”有 {width} x {height} 像素；{format} 每边最多 {limit} 像素。请选择 TIFF。</translation>
    </message>
    <message>
        <source>“{name}” could not be written: {reason}. Choose another folder.</source>
        <translation>无法写入“{name}”：{reason}。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The folder “{name}” could not be read: {reason}.</source>
        <translation>无法读取文件夹“{name}”：{reason}。</translation>
    </message>
    <message>
        <source>The style “{name}” could not be used.</source>
        <translation>无法使用风格“{name}”。</translation>
    </message>
    <message>
        <source>There is no style “{name}”. The list of styles shows their names.</source>
        <translation>没有名为“{name}”的风格。可在风格列表中查看名称。</translation>
    </message>
    <message>
        <source>“{name}” is not a usable style file: {reason}.</source>
        <translation>“{name}”不是可用的风格文件：{reason}。</translation>
    </message>
    <message>
        <source>The style could not be learned.</source>
        <translation>无法学习该风格。</translation>
    </message>
    <message>
        <source>There is nothing to learn: the photos with the style and those without it are the same. Choose finished photos on one side and unedited ones on the other.</source>
        <translation>没有可学的内容：带风格和不带风格的照片相同。请一边选择成品照片，另一边选择未编辑的照片。</translation>
    </message>
    <message>
        <source>The settings of this training cannot be used: {reason}.</source>
        <translation>无法使用此训练的设置：{reason}。</translation>
    </message>
    <message>
        <source>The training in “{name}” cannot be opened: {reason}.</source>
        <translation>无法打开“{name}”中的训练：{reason}。</translation>
    </message>
    <message>
        <source>The folder of the training, “{name}”, is not there any more. Connect its drive again and resume it: what it had learned until its last checkpoint is kept.</source>
        <translation>训练文件夹“{name}”不见了。请重新连接它所在的磁盘再继续训练：到上一个检查点为止学到的内容都会保留。</translation>
    </message>
    <message>
        <source>The folder “{name}” is not empty. A new training needs a new folder, or an empty one.</source>
        <translation>文件夹“{name}”不为空。新的训练需要新文件夹或空文件夹。</translation>
    </message>
    <message>
        <source>The training in “{name}” is running already. Stop it first, or wait for it.</source>
        <translation>“{name}”中的训练已在运行。请先停止它，或等待其完成。</translation>
    </message>
    <message>
        <source>The training could not be started: {reason}.</source>
        <translation>无法启动训练：{reason}。</translation>
    </message>
    <message>
        <source>The training ended unexpectedly. What it had learned until its last checkpoint is kept: resume it.</source>
        <translation>训练意外结束。截至最近一个检查点所学到的内容已保留：请继续训练。</translation>
    </message>
    <message>
        <source>These edits cannot be understood: {reason}.</source>
        <translation>无法识别这些编辑：{reason}。</translation>
    </message>
    <message>
        <source>“{name}” is not a colour profile that a soft proof can be made to.</source>
        <translation>“{name}”不是可用于软打样的色彩配置文件。</translation>
    </message>
    <message>
        <source>“{name}” is not a colour profile for CMYK that can be used.</source>
        <translation>“{name}”不是可用的 CMYK 色彩配置文件。</translation>
    </message>
    <message>
        <source>There is not enough memory for this photo. Close other programs and try again.</source>
        <translation>内存不足，无法处理这张照片。请关闭其他程序后重试。</translation>
    </message>
    <message>
        <source>A fault in the program stopped this step ({what}). Your files are untouched; please report it.</source>
        <translation>程序内部错误中断了这一步（{what}）。您的文件未受影响，请反馈此问题。</translation>
    </message>
    <message>
        <source>there is no permission to write there</source>
        <translation>没有写入权限</translation>
    </message>
    <message>
        <source>the disk is read-only</source>
        <translation>磁盘为只读</translation>
    </message>
    <message>
        <source>the folder does not exist</source>
        <translation>文件夹不存在</translation>
    </message>
    <message>
        <source>a folder has that name</source>
        <translation>已有同名文件夹</translation>
    </message>
    <message>
        <source>the name is too long</source>
        <translation>名称过长</translation>
    </message>
    <message>
        <source>a file has the name of its folder</source>
        <translation>有文件与其文件夹同名</translation>
    </message>
    <message>
        <source>its links lead in a circle</source>
        <translation>其链接形成循环</translation>
    </message>
    <message>
        <source>the disk reported a fault</source>
        <translation>磁盘报告故障</translation>
    </message>
    <message>
        <source>the file ends too early</source>
        <translation>文件不完整</translation>
    </message>
    <message>
        <source>JPEG 2000 with {what}</source>
        <translation>含{what}的 JPEG 2000</translation>
    </message>
    <message>
        <source>HDR in PQ or HLG</source>
        <translation>PQ 或 HLG 格式的 HDR</translation>
    </message>
    <message>
        <source>its image data is corrupt</source>
        <translation>图像数据已损坏</translation>
    </message>
    <message>
        <source>its header is incomplete</source>
        <translation>文件头不完整</translation>
    </message>
    <message>
        <source>JPEG with an uncommon coding</source>
        <translation>采用少见编码的 JPEG</translation>
    </message>
    <message>
        <source>the check sum of its part {chunk} is wrong</source>
        <translation>{chunk} 部分的校验和错误</translation>
    </message>
    <message>
        <source>it is a device, not a file</source>
        <translation>它是设备，不是文件</translation>
    </message>
    <message>
        <source>there is no permission to read it</source>
        <translation>没有读取权限</translation>
    </message>
    <message>
        <source>there is not enough memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>the file is too large</source>
        <translation>文件过大</translation>
    </message>
    <message>
        <source>its data make no sense</source>
        <translation>数据不合理</translation>
    </message>
    <message>
        <source>TIFF with {what}</source>
        <translation>含{what}的 TIFF</translation>
    </message>
    <message>
        <source>there is no folder for your styles</source>
        <translation>没有存放风格的文件夹</translation>
    </message>
    <message>
        <source>the folder does not allow it</source>
        <translation>文件夹不允许此操作</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>it is larger than {limit} MB</source>
        <translation>大于 {limit} MB</translation>
    </message>
    <message>
        <source>there is no LUT_1D_SIZE or LUT_3D_SIZE before the table</source>
        <translation>表格之前没有 LUT_1D_SIZE 或 LUT_3D_SIZE</translation>
    </message>
    <message>
        <source>“{text}” is neither a keyword nor numbers</source>
        <translation>“{text}”既不是关键字也不是数值</translation>
    </message>
    <message>
        <source>{word} is given twice</source>
        <translation>{word} 出现两次</translation>
    </message>
    <message>
        <source>the keyword “{text}” is unknown</source>
        <translation>未知关键字“{text}”</translation>
    </message>
    <message>
        <source>the title’s quotation mark is not closed</source>
        <translation>标题的引号没有闭合</translation>
    </message>
    <message>
        <source>{word} must be a whole number, not “{text}”</source>
        <translation>{word} 必须是整数，而不是“{text}”</translation>
    </message>
    <message>
        <source>{word} is {text}; it must lie between {low} and {high}</source>
        <translation>{word} 为 {text}，必须在 {low} 到 {high} 之间</translation>
    </message>
    <message>
        <source>{word} needs {wanted} numbers, not {count}</source>
        <translation>{word} 需要 {wanted} 个数值，而不是 {count} 个</translation>
    </message>
    <message>
        <source>it is open which of the two tables DOMAIN belongs to</source>
        <translation>无法确定 DOMAIN 属于哪个表</translation>
    </message>
    <message>
        <source>{word} without a table that it belongs to</source>
        <translation>{word} 没有对应的表</translation>
    </message>
    <message>
        <source>the input range is given twice</source>
        <translation>输入范围出现两次</translation>
    </message>
    <message>
        <source>the input range is empty or reversed</source>
        <translation>输入范围为空或颠倒</translation>
    </message>
    <message>
        <source>the table has more than the {count} rows that its size asks for</source>
        <translation>表格多于其尺寸要求的 {count} 行</translation>
    </message>
    <message>
        <source>the table ends after {rows} rows; its size asks for {count}</source>
        <translation>表格只有 {rows} 行，其尺寸要求 {count} 行</translation>
    </message>
    <message>
        <source>the keyword “{text}” stands after the start of the table</source>
        <translation>关键字“{text}”出现在表格开始之后</translation>
    </message>
    <message>
        <source>three numbers expected, not {count}</source>
        <translation>应有三个数值，而不是 {count} 个</translation>
    </message>
    <message>
        <source>line {line}: {reason}</source>
        <translation>第 {line} 行：{reason}</translation>
    </message>
    <message>
        <source>“{text}” has a comma; decimals are written with a point</source>
        <translation>“{text}”含有逗号；小数应使用小数点</translation>
    </message>
    <message>
        <source>“{text}” is not a number</source>
        <translation>“{text}”不是数值</translation>
    </message>
    <message>
        <source>“{text}” is not a finite number</source>
        <translation>“{text}”不是有限数值</translation>
    </message>
    <message>
        <source>{text} is beyond {limit}, the largest value that makes sense here</source>
        <translation>{text} 超出此处合理的最大值 {limit}</translation>
    </message>
    <message>
        <source>it is a binary file, not text</source>
        <translation>它是二进制文件，不是文本</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>文件为空</translation>
    </message>
    <message>
        <source>it has more than {limit} lines</source>
        <translation>超过 {limit} 行</translation>
    </message>
    <message>
        <source>the line is too long for a .cube file</source>
        <translation>该行对 .cube 文件来说过长</translation>
    </message>
    <message>
        <source>it is not the JSON that was expected</source>
        <translation>不是预期的 JSON</translation>
    </message>
    <message>
        <source>it is of another version</source>
        <translation>版本不符</translation>
    </message>
    <message>
        <source>it is missing from the program’s folder</source>
        <translation>程序文件夹中缺少它</translation>
    </message>
    <message>
        <source>“{key}” must be a short text</source>
        <translation>“{key}”必须是简短文本</translation>
    </message>
    <message>
        <source>the PNG is damaged</source>
        <translation>PNG 已损坏</translation>
    </message>
    <message>
        <source>it is not an RGB picture of 8 or 16 bits</source>
        <translation>不是 8 位或 16 位 RGB 图像</translation>
    </message>
    <message>
        <source>it has transparent parts, which a HaldCLUT cannot have</source>
        <translation>含有透明部分，HaldCLUT 不能有透明</translation>
    </message>
    <message>
        <source>it is an ordinary picture, not a HaldCLUT</source>
        <translation>它是普通图片，不是 HaldCLUT</translation>
    </message>
    <message>
        <source>it is not a PNG picture</source>
        <translation>不是 PNG 图像</translation>
    </message>
    <message>
        <source>a HaldCLUT is a square of 8, 27, 64 … 4096 pixels a side, not {width} x {height}</source>
        <translation>HaldCLUT 应为边长 8、27、64 … 4096 像素的正方形，而不是 {width} x {height}</translation>
    </message>
    <message>
        <source>a HaldCLUT is RGB, not gray and not of a palette</source>
        <translation>HaldCLUT 应为 RGB，不能是灰度或调色板图像</translation>
    </message>
    <message>
        <source>a HaldCLUT has 8 or 16 bits a channel, not {depth}</source>
        <translation>HaldCLUT 每通道应为 8 或 16 位，而不是 {depth} 位</translation>
    </message>
    <message>
        <source>the checksum of its part “{part}” is wrong</source>
        <translation>“{part}”部分的校验和错误</translation>
    </message>
    <message>
        <source>the PNG ends too early</source>
        <translation>PNG 不完整</translation>
    </message>
    <message>
        <source>it is an interlaced PNG</source>
        <translation>它是隔行扫描的 PNG</translation>
    </message>
    <message>
        <source>There are no photos in “{name}” that can be opened.</source>
        <translation>“{name}”中没有可以打开的照片。</translation>
    </message>
    <message>
        <source>“{name}” adapts to each photo: its look-up table is made from photos, and none could be opened. Choose some.</source>
        <translation>“{name}”会适应每张照片：其查找表要由照片制作，但没有一张能打开。请选择照片。</translation>
    </message>
    <message>
        <source>“{name}” came with the program and stays as it is. Duplicate it to have your own.</source>
        <translation>“{name}”是程序自带的风格，不能更改。请复制一份作为自有风格。</translation>
    </message>
    <message>
        <source>“{name}” holds too few photos to learn from: {found}, and {needed} or more are needed. Add {missing} or more.</source>
        <translation>“{name}”中可供学习的照片太少：只有 {found} 张，至少需要 {needed} 张。请再添加至少 {missing} 张。</translation>
    </message>
    <message>
        <source>The monitor profile “{name}” cannot be used; colours are shown for an sRGB monitor.</source>
        <translation>无法使用显示器配置文件“{name}”；将按 sRGB 显示器显示颜色。</translation>
    </message>
    <message>
        <source>its weights give no usable look</source>
        <translation>其权重得不到可用的效果</translation>
    </message>
    <message>
        <source>its weights are not those of its architecture</source>
        <translation>其权重与架构不符</translation>
    </message>
    <message>
        <source>it is a safetensors file, but not of a style</source>
        <translation>它是 safetensors 文件，但不是风格</translation>
    </message>
    <message>
        <source>the tensor “{tensor}” is missing</source>
        <translation>缺少张量“{tensor}”</translation>
    </message>
    <message>
        <source>the tensor “{tensor}” does not belong to its architecture</source>
        <translation>张量“{tensor}”不属于其架构</translation>
    </message>
    <message>
        <source>the tensor “{tensor}” has a shape that is not its architecture’s</source>
        <translation>张量“{tensor}”的形状与架构不符</translation>
    </message>
    <message>
        <source>the tensor “{tensor}” has a type that is not allowed</source>
        <translation>张量“{tensor}”的类型不允许</translation>
    </message>
    <message>
        <source>the tensor “{tensor}” holds numbers that are no usable weights</source>
        <translation>张量“{tensor}”中的数值不是可用的权重</translation>
    </message>
    <message>
        <source>it ends too early</source>
        <translation>文件不完整</translation>
    </message>
    <message>
        <source>“{key}” must be plain text of at most {limit} characters</source>
        <translation>“{key}”必须是不超过 {limit} 个字符的纯文本</translation>
    </message>
    <message>
        <source>they are not the JSON that was expected</source>
        <translation>不是所需的 JSON</translation>
    </message>
    <message>
        <source>they were made by a newer version of the program</source>
        <translation>由更新版本的程序生成</translation>
    </message>
    <message>
        <source>“{key}” is not known</source>
        <translation>“{key}”未知</translation>
    </message>
    <message>
        <source>“{key}” is missing</source>
        <translation>缺少“{key}”</translation>
    </message>
    <message>
        <source>“{key}” is not what it should be</source>
        <translation>“{key}”不符合要求</translation>
    </message>
    <message>
        <source>no photos in the wanted style are named</source>
        <translation>没有指定带有所需风格的照片</translation>
    </message>
    <message>
        <source>pairs need photos before and photos after</source>
        <translation>前后对照需要编辑前和编辑后的照片</translation>
    </message>
    <message>
        <source>pairs and photos of another kind cannot be learned from together</source>
        <translation>前后对照不能与其他照片一起学习</translation>
    </message>
    <message>
        <source>it has no name</source>
        <translation>没有名称</translation>
    </message>
    <message>
        <source>its preview must be RGB, at most {side} pixels a side and 1 MB</source>
        <translation>其预览图必须为 RGB，每边不超过 {side} 像素，大小不超过 1 MB</translation>
    </message>
    <message>
        <source>its architecture “{name}” is not known to this version of the program</source>
        <translation>此版本的程序不认识其架构“{name}”</translation>
    </message>
    <message>
        <source>it was made by a newer version of the program</source>
        <translation>由更新版本的程序制作</translation>
    </message>
    <message>
        <source>its description is not the JSON that was expected</source>
        <translation>其说明不是预期的 JSON</translation>
    </message>
    <message>
        <source>its colour table is damaged</source>
        <translation>其颜色表已损坏</translation>
    </message>
    <message>
        <source>its colour table is of an unknown kind</source>
        <translation>其颜色表的类型未知</translation>
    </message>
    <message>
        <source>its colour table is not a cube of 2 to {most} nodes</source>
        <translation>其颜色表不是 2 到 {most} 个节点的立方体</translation>
    </message>
    <message>
        <source>its colour table is made for another colour space than sRGB</source>
        <translation>其颜色表用于 sRGB 以外的色彩空间</translation>
    </message>
    <message>
        <source>there is more in it than its header says</source>
        <translation>内容多于文件头所述</translation>
    </message>
    <message>
        <source>it is a Python pickle, which can hold harmful code and is never opened</source>
        <translation>它是 Python pickle，可能含有有害代码，绝不会打开</translation>
    </message>
    <message>
        <source>it is a ZIP archive, perhaps of PyTorch, which can hold harmful code and is never opened</source>
        <translation>它是 ZIP 压缩包（可能来自 PyTorch），可能含有有害代码，绝不会打开</translation>
    </message>
    <message>
        <source>it is a file of another kind</source>
        <translation>它是其他类型的文件</translation>
    </message>
    <message>
        <source>its header is larger than {limit} MB</source>
        <translation>其文件头大于 {limit} MB</translation>
    </message>
    <message>
        <source>its header is not the JSON that was expected</source>
        <translation>其文件头不是预期的 JSON</translation>
    </message>
    <message>
        <source>it has more than {limit} tensors</source>
        <translation>张量超过 {limit} 个</translation>
    </message>
    <message>
        <source>the name of a tensor is not allowed</source>
        <translation>有张量的名称不允许</translation>
    </message>
    <message>
        <source>the tensor “{tensor}” has a shape that is not allowed</source>
        <translation>张量“{tensor}”的形状不允许</translation>
    </message>
    <message>
        <source>the tensor “{tensor}” does not lie where it should</source>
        <translation>张量“{tensor}”的位置不正确</translation>
    </message>
    <message>
        <source>it is not a profile with a colour table</source>
        <translation>它不是带颜色表的配置文件</translation>
    </message>
    <message>
        <source>its colour table is missing</source>
        <translation>缺少颜色表</translation>
    </message>
    <message>
        <source>the checksum of its colour table is wrong</source>
        <translation>其颜色表的校验和错误</translation>
    </message>
    <message>
        <source>it holds more than a colour table (“{key}”), which cannot be applied here</source>
        <translation>它除颜色表外还含有“{key}”，此处无法应用</translation>
    </message>
    <message>
        <source>it is not a sound XMP file</source>
        <translation>它不是正确的 XMP 文件</translation>
    </message>
    <message>
        <source>it declares a document type, which no XMP file needs</source>
        <translation>它声明了文档类型，XMP 文件不需要</translation>
    </message>
    <message>
        <source>its property “{key}” is given twice</source>
        <translation>其属性“{key}”出现两次</translation>
    </message>
    <message>
        <source>it is finished</source>
        <translation>训练已完成</translation>
    </message>
    <message>
        <source>it holds no training</source>
        <translation>其中没有训练</translation>
    </message>
    <message>
        <source>its settings are too large</source>
        <translation>其设置过大</translation>
    </message>
    <message>
        <source>its “{part}” is a link that leads out of it</source>
        <translation>其中的“{part}”是一个指向别处的链接</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>它不存在</translation>
    </message>
    <message>
        <source>{name} does not work here ({fault}); choose another device, or leave the choice to the program</source>
        <translation>{name} 在此无法使用（{fault}）；请选择其他设备，或由程序自行选择</translation>
    </message>
    <message>
        <source>files for TensorBoard need the Python package tensorboardX, which is not installed here; install it, or do without them</source>
        <translation>TensorBoard 文件需要 Python 软件包 tensorboardX，此处尚未安装；请先安装，或不使用此功能</translation>
    </message>
    <message>
        <source>it has not learned a step yet</source>
        <translation>它还没有学过一步</translation>
    </message>
    <message>
        <source>The batch could not be done.</source>
        <translation>批处理未能完成。</translation>
    </message>
    <message>
        <source>“{text}” cannot name files: {reason}.</source>
        <translation>“{text}”不能用来命名文件：{reason}。</translation>
    </message>
    <message>
        <source>“{text}” is no export preset: {reason}.</source>
        <translation>“{text}”不是导出预设：{reason}。</translation>
    </message>
    <message>
        <source>The journal “{name}” is damaged or from a newer version. Start the batch anew; what it wrote stays.</source>
        <translation>日志“{name}”已损坏，或来自更新的版本。请重新开始批处理；已写出的文件会保留。</translation>
    </message>
    <message>
        <source>This batch is being worked on already, by another window or command.</source>
        <translation>另一个窗口或命令正在处理这个批次。</translation>
    </message>
    <message>
        <source>Another batch is writing “{name}” at the moment. Wait for it, or choose another folder.</source>
        <translation>另一个批处理正在写入“{name}”。请等它完成，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>There is no such batch to go on with. Start it without resuming.</source>
        <translation>没有可以继续的批处理。请直接开始新的批处理。</translation>
    </message>
    <message>
        <source>The photos will take about {needed} GB in “{name}”, where {free} GB are free. Free some space or choose another folder.</source>
        <translation>这些照片在“{name}”中约需 {needed} GB，而剩余空间只有 {free} GB。请腾出空间，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>The style “{name}” is not as it was when the batch began. Start a new batch.</source>
        <translation>风格“{name}”在批处理开始之后有了改动。请开始新的批处理。</translation>
    </message>
    <message>
        <source>“{name}” is not among the photos of the batch, or cannot be opened: nothing can match it.</source>
        <translation>“{name}”不在这批照片中，或无法打开：没有可供匹配的基准。</translation>
    </message>
    <message>
        <source>The folder “{name}” is not there at the moment. Is its drive or network share connected?</source>
        <translation>文件夹“{name}”暂时不在。它所在的磁盘或网络共享连接好了吗？</translation>
    </message>
    <message>
        <source>“{name}” is there already and is not from a batch, or was changed since: it is kept.</source>
        <translation>“{name}”已经存在，它不是批处理写出的，或之后被改动过：予以保留。</translation>
    </message>
    <message>
        <source>a brace is open; a brace itself is written twice</source>
        <translation>有花括号没有闭合；要写花括号本身，请连写两个</translation>
    </message>
    <message>
        <source>there is no field “{field}”; there are {fields}</source>
        <translation>没有“{field}”这个字段；可用的有 {fields}</translation>
    </message>
    <message>
        <source>of the fields only “number” takes digits, 1 to 9 of them, as in {example}</source>
        <translation>只有“number”字段可以指定位数（1 到 9 位），例如 {example}</translation>
    </message>
    <message>
        <source>it leads out of the folder</source>
        <translation>它指向了文件夹之外</translation>
    </message>
    <message>
        <source>it is empty or too long</source>
        <translation>内容为空或过长</translation>
    </message>
    <message>
        <source>folders are parted by “/”</source>
        <translation>文件夹之间用“/”分隔</translation>
    </message>
    <message>
        <source>“{part}” is not understood; there are {known}</source>
        <translation>无法理解“{part}”；可用的有 {known}</translation>
    </message>
    <message>
        <source>“{value}” is no value for “{key}”</source>
        <translation>“{value}”不能作为“{key}”的值</translation>
    </message>
    <message>
        <source>decoding it takes more memory than its size explains</source>
        <translation>解码所需内存远超其尺寸应有的大小</translation>
    </message>
    <message>
        <source>it makes its decoder fail</source>
        <translation>它使解码器崩溃</translation>
    </message>
    <message>
        <source>decoding it takes too long</source>
        <translation>解码时间过长</translation>
    </message>
    <message>
        <source>Photoshop with {what}</source>
        <translation>含{what}的 Photoshop 文件</translation>
    </message>
    <message>
        <source>Photoshop without a composite; save it with “Maximise Compatibility”</source>
        <translation>没有合成图像的 Photoshop 文件；请以“最大兼容”方式保存</translation>
    </message>
    <message>
        <source>a RAW file of {camera}; Adobe&apos;s DNG Converter may know it</source>
        <translation>{camera} 的 RAW 文件；Adobe DNG Converter 也许能识别</translation>
    </message>
    <message>
        <source>a RAW file; Adobe&apos;s DNG Converter may know it</source>
        <translation>RAW 文件；Adobe DNG Converter 也许能识别</translation>
    </message>
    <message>
        <source>BMP: {what}</source>
        <translation>BMP：{what}</translation>
    </message>
    <message>
        <source>The program ended twice while it worked on “{name}”. It is left out; it can be tried again by hand.</source>
        <translation>处理“{name}”时程序两次意外退出。已跳过这张照片，可以手动重试。</translation>
    </message>
    <message>
        <source>the library c2pa-python is not installed</source>
        <translation>未安装 c2pa-python 库</translation>
    </message>
    <message>
        <source>the certificate or the key cannot be read</source>
        <translation>无法读取证书或密钥</translation>
    </message>
    <message>
        <source>the key is none that can sign, or it is locked by a password</source>
        <translation>密钥不能用于签名，或受密码保护</translation>
    </message>
    <message>
        <source>the certificate or the key was refused</source>
        <translation>证书或密钥未被接受</translation>
    </message>
    <message>
        <source>The export of “{name}” was not written, as it could not be signed: {reason}.</source>
        <translation>“{name}”的导出未写入，因为无法签名：{reason}。</translation>
    </message>
    <message>
        <source>Nothing can be signed with the certificate “{name}”: {reason}.</source>
        <translation>无法用证书“{name}”签名：{reason}。</translation>
    </message>
    <message>
        <source>The program was updated or removed while it was running. Your files are untouched; please start it again.</source>
        <translation>程序在运行期间被更新或卸载了。您的文件未受影响；请重新启动程序。</translation>
    </message>
</context>
<context>
    <name>notes</name>
    <message>
        <source>Opening</source>
        <translation>正在打开</translation>
    </message>
    <message>
        <source>Rendering</source>
        <translation>正在渲染</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>正在编码</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>正在写入</translation>
    </message>
    <message>
        <source>The processor was chosen in the preferences.</source>
        <translation>首选项中选择了处理器。</translation>
    </message>
    <message>
        <source>No usable graphics processor was found; the processor computes.</source>
        <translation>未找到可用的图形处理器，由处理器计算。</translation>
    </message>
    <message>
        <source>{name} was chosen but does not work here ({fault}); the processor computes.</source>
        <translation>已选择 {name}，但在此无法使用（{fault}），改由处理器计算。</translation>
    </message>
    <message>
        <source>The graphics processor failed ({fault}); the processor computes.</source>
        <translation>图形处理器出错（{fault}），改由处理器计算。</translation>
    </message>
    <message>
        <source>CPU · 1 thread</source>
        <translation>CPU · 1 线程</translation>
    </message>
    <message>
        <source>CPU · {threads} threads</source>
        <translation>CPU · {threads} 线程</translation>
    </message>
    <message>
        <source>{name} is the fastest device found here.</source>
        <translation>{name} 是找到的最快设备。</translation>
    </message>
    <message>
        <source>{name} was chosen in the preferences.</source>
        <translation>首选项中选择了 {name}。</translation>
    </message>
    <message>
        <source>there is none</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>it computes wrongly</source>
        <translation>计算结果错误</translation>
    </message>
    <message>
        <source>The photo has no colour profile: sRGB was assumed.</source>
        <translation>照片没有色彩配置文件，按 sRGB 处理。</translation>
    </message>
    <message>
        <source>The photo&apos;s colour profile is broken: sRGB was assumed.</source>
        <translation>照片的色彩配置文件已损坏，按 sRGB 处理。</translation>
    </message>
    <message>
        <source>The photo is made for print (CMYK): it was converted.</source>
        <translation>照片为印刷用 CMYK，已转换。</translation>
    </message>
    <message>
        <source>The photo is made for print (CMYK) without a colour profile: “{profile}” was taken.</source>
        <translation>这是印刷用的 CMYK 照片，没有色彩配置文件，已按“{profile}”处理。</translation>
    </message>
    <message>
        <source>{format} holds 8 bits a channel; the photo has more.</source>
        <translation>{format} 每通道只有 8 位，照片的位深度更高。</translation>
    </message>
    <message>
        <source>{format} holds no transparency: the photo was laid over white.</source>
        <translation>{format} 不支持透明，照片已合成到白色背景。</translation>
    </message>
    <message>
        <source>{format} holds no gray: the photo was saved in colour.</source>
        <translation>{format} 不支持灰度，照片已存为彩色。</translation>
    </message>
    <message>
        <source>{format} cannot hold the photo&apos;s {block}; it was left out.</source>
        <translation>{format} 无法保存照片的 {block}，已略去。</translation>
    </message>
    <message>
        <source>The photo&apos;s profile “{profile}” cannot describe the result, which was saved in sRGB.</source>
        <translation>照片的配置文件“{profile}”无法描述结果，已按 sRGB 保存。</translation>
    </message>
    <message>
        <source>A part of the metadata (EXIF) is unreadable; the picture is not.</source>
        <translation>部分元数据 (EXIF) 无法读取，图像本身正常。</translation>
    </message>
    <message>
        <source>The name says otherwise, but this is a {format} file.</source>
        <translation>文件名与实际不符，这是 {format} 文件。</translation>
    </message>
    <message>
        <source>The file holds {count} pictures; this is the first.</source>
        <translation>文件含有 {count} 幅图像，这是第一幅。</translation>
    </message>
    <message>
        <source>Additional channels of this TIFF were left out (saved selections).</source>
        <translation>此 TIFF 的附加通道（存储的选区）已略去。</translation>
    </message>
    <message>
        <source>{count} values of this picture are not numbers or infinite; they were set to black or white.</source>
        <translation>此图像有 {count} 个非数值或无穷大的值，已设为黑色或白色。</translation>
    </message>
    <message>
        <source>Pixels: torch on the graphics processor</source>
        <translation>像素处理：图形处理器上的 torch</translation>
    </message>
    <message>
        <source>Pixels: torch on the processor, which is slower: {reason}</source>
        <translation>像素处理：处理器上的 torch，速度较慢：{reason}</translation>
    </message>
    <message>
        <source>the native code is switched off ({name})</source>
        <translation>原生代码已关闭（{name}）</translation>
    </message>
    <message>
        <source>the native code was not built</source>
        <translation>原生代码未编译</translation>
    </message>
    <message>
        <source>the native code does not load ({error})</source>
        <translation>原生代码无法加载（{error}）</translation>
    </message>
    <message>
        <source>The settings could not be understood. They were kept as “{name}”, and new ones were begun.</source>
        <translation>无法识别设置文件。已保留为“{name}”，并使用新的设置。</translation>
    </message>
    <message>
        <source>The settings come from a newer version of the program. They were kept as “{name}”; new ones were begun.</source>
        <translation>设置来自更新版本的程序。已保留为“{name}”，并使用新的设置。</translation>
    </message>
    <message>
        <source>The settings in “{name}” could not be read. The usual ones are in force, and none are saved.</source>
        <translation>无法读取“{name}”中的设置。目前使用默认设置，且不会保存。</translation>
    </message>
    <message>
        <source>Styling photos</source>
        <translation>正在应用风格</translation>
    </message>
    <message>
        <source>Fitting the look-up table</source>
        <translation>正在拟合查找表</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>正在对比</translation>
    </message>
    <message>
        <source>Pixels: native code on the processor ({kind})</source>
        <translation>像素处理：处理器上的原生代码（{kind}）</translation>
    </message>
    <message>
        <source>“{name}” was there already and was kept.</source>
        <translation>“{name}”原已存在，予以保留。</translation>
    </message>
    <message>
        <source>Aligned with its scene: temperature {temperature}, tint {tint}, exposure {exposure} EV.</source>
        <translation>已与场景对齐：色温 {temperature}，色调 {tint}，曝光 {exposure} EV。</translation>
    </message>
    <message>
        <source>The photo was changed meanwhile and was done again.</source>
        <translation>照片在此期间有过改动，已重新处理。</translation>
    </message>
    <message>
        <source>It is not of the same scene as “{name}”, and was not made to match it.</source>
        <translation>这张照片与“{name}”不在同一场景，未作匹配。</translation>
    </message>
    <message>
        <source>The sidecar “{name}” could not be understood; what it says was left out.</source>
        <translation>无法解析附属文件“{name}”，其中的内容已忽略。</translation>
    </message>
</context>
<context>
    <name>training</name>
    <message>
        <source>The arithmetic ran out of bounds at step {step}. Training went back to its last good state and goes on at half the rate.</source>
        <translation>第 {step} 步的计算超出了范围。训练已回到上一个正常状态，并以一半的速率继续。</translation>
    </message>
    <message>
        <source>The arithmetic keeps running out of bounds. Training ended early; the best state so far is kept.</source>
        <translation>计算一再超出范围。训练已提前结束；保留了到目前为止的最佳状态。</translation>
    </message>
    <message>
        <source>The results were getting worse instead of better. Training went back to its best state and goes on at half the rate.</source>
        <translation>结果没有变好，反而变差。训练已回到最佳状态，并以一半的速率继续。</translation>
    </message>
    <message>
        <source>The results keep getting worse. Training ended early; the best state so far is kept.</source>
        <translation>结果持续变差。训练已提前结束；保留了到目前为止的最佳状态。</translation>
    </message>
    <message>
        <source>The discriminators began to know the style photos by heart instead of the style. They are held back more from now on. More style photos would help.</source>
        <translation>判别器开始死记风格照片，而不是学习风格。从现在起对它们加强约束。增加更多风格照片会有帮助。</translation>
    </message>
    <message>
        <source>The variations of the style came out nearly the same. They are pushed further apart from now on.</source>
        <translation>该风格的各个变体几乎相同。从现在起会让它们彼此拉开差距。</translation>
    </message>
    <message>
        <source>The graphics processor ran out of memory. The processor computes from now on, which takes longer.</source>
        <translation>图形处理器内存不足。接下来改由处理器计算，耗时会更长。</translation>
    </message>
    <message>
        <source>Nothing more is written for TensorBoard; the training goes on without: {reason}</source>
        <translation>不再写入 TensorBoard 文件，训练继续进行：{reason}</translation>
    </message>
    <message>
        <source>The checkpoint of step {step} could not be used: it is damaged, or was made with other settings or by another version of the program. Training goes on from that of step {older}.</source>
        <translation>第 {step} 步的检查点无法使用：它已损坏，或者是用别的设置、别的程序版本生成的。训练改从第 {older} 步的检查点继续。</translation>
    </message>
    <message>
        <source>The checkpoint of step {step} could not be used: it is damaged, or was made with other settings or by another version of the program. Training begins anew with its first step.</source>
        <translation>第 {step} 步的检查点无法使用：它已损坏，或者是用别的设置、别的程序版本生成的。训练将从第一步重新开始。</translation>
    </message>
</context>
</TS>
