releasePipeline {
    triggers {
        push { filePaths include: ['src/**'] }
    }
    stages {
        stage('Source') { source('App') { git url: 'https://git.example.com/app.git', tag: 'v1'; output 'AppSource' } }
        stage('Build') { build('Package') { commands 'make' } }
    }
}
