releasePipeline {
    variables { string 'BRANCH', defaultValue: 'main' }
    stages {
        stage('Source') {
            source('App') { git url: 'https://git.example.com/app.git', branch: '#{variables.BRANCH}'; output 'AppSource' }
        }
        stage('Build') { build('Package') { commands 'make' } }
    }
}
